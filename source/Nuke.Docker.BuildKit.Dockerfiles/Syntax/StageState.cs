using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>What holds at some point of a stage.</summary>
public sealed record StageState
{
    /// <summary>Behind <c>FROM</c> an image of which nothing is known.</summary>
    public static StageState Unknown { get; } = new();

    /// <summary>What <c>USER</c> said last, group included: <c>app:app</c>; null where the base image decides, which is root for nearly all of them.</summary>
    public string? User { get; init; }

    /// <summary>Absolute; null where the base image decides, which is <c>/</c> for nearly all of them.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables by <c>ENV</c> and <c>ARG</c> with their values; those of the base image are unknown.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What runs the shell form; null where the base image decides: <c>/bin/sh -c</c> on Linux.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>Whether all variables are known, because the stage starts from <c>scratch</c>.</summary>
    public bool Complete { get; init; }
}
