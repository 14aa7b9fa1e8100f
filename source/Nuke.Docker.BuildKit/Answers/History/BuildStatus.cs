namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Status of a build in the build history.</summary>
public enum BuildStatus
{
    /// <summary>A status that this version does not know.</summary>
    Unknown,

    /// <summary>The build runs.</summary>
    Running,

    /// <summary>The build succeeded.</summary>
    Completed,

    /// <summary>The build failed.</summary>
    Failed,

    /// <summary>The build was canceled.</summary>
    Canceled,
}
