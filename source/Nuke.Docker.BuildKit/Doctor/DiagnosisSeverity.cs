namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>How bad a diagnosis is.</summary>
public enum DiagnosisSeverity
{
    /// <summary>All is well.</summary>
    Fine,

    /// <summary>It works, and could work better.</summary>
    Hint,

    /// <summary>Builds are slow, or something that one counts on doesn't happen.</summary>
    Warning,

    /// <summary>Builds fail, or will.</summary>
    Error,
}
