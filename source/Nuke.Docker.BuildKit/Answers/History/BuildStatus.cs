namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>How a build in buildx's history stands.</summary>
public enum BuildStatus
{
    /// <summary>A status that is not known here.</summary>
    Unknown,

    /// <summary>It has no end yet.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Canceled,
}
