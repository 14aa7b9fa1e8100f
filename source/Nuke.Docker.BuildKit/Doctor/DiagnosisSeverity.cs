namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Severity of a diagnosis.</summary>
internal enum DiagnosisSeverity
{
    /// <summary>No problem.</summary>
    Fine,

    /// <summary>Works, but can be improved.</summary>
    Hint,

    /// <summary>Builds are slow, or a feature does not work.</summary>
    Warning,

    /// <summary>Builds fail or will fail.</summary>
    Error,
}
