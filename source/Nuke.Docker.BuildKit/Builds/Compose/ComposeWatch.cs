using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>An action of <c>compose watch</c> on file changes.</summary>
public sealed record ComposeWatch : DockerAnswer
{
    /// <summary>The watched file or folder.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>sync</c>, <c>rebuild</c>, <c>restart</c>, <c>sync+restart</c> or <c>sync+exec</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The destination of the files in the container. <c>null</c>: no files are copied.</summary>
    public string? Target { get; init; }

    /// <summary>Patterns of files to ignore.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Patterns of files to include. Empty: all files.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>True to copy the files at the start as well.</summary>
    public bool InitialSync { get; init; }
}
