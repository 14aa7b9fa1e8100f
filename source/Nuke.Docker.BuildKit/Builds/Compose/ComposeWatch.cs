using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>What <c>compose watch</c> does when files change.</summary>
public sealed record ComposeWatch : DockerAnswer
{
    /// <summary>The file or folder that is watched.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>sync</c>, <c>rebuild</c>, <c>restart</c>, <c>sync+restart</c> or <c>sync+exec</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>Where files go in the container; null where none do.</summary>
    public string? Target { get; init; }

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Patterns of what alone counts; empty: everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Whether files are sent at the start already.</summary>
    public bool InitialSync { get; init; }
}
