using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>The state at a position in a stage.</summary>
internal sealed record StageState
{
    /// <summary>The state after <c>FROM</c> with an unknown image.</summary>
    public static StageState Unknown { get; } = new();

    /// <summary>The argument of the last <c>USER</c>: <c>app:app</c>; <c>null</c> for the user of the base image, usually root.</summary>
    public string? User { get; init; }

    /// <summary>The absolute working directory; <c>null</c> for that of the base image, usually <c>/</c>.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The working directory as BuildKit passes it to commands: an absolute path as written, such as <c>/app/</c>.</summary>
    public string? WrittenDirectory { get; init; }

    /// <summary>The variables set by <c>ENV</c> and <c>ARG</c>; those of the base image are unknown.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The shell of the shell form; <c>null</c> for that of the base image: <c>/bin/sh -c</c> on Linux.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>True if all variables are known, because the stage is based on <c>scratch</c>.</summary>
    public bool Complete { get; init; }
}
