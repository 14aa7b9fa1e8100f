using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A mount of <c>RUN --mount</c>. Known variables in its values are expanded.</summary>
/// <param name="Span">The span of the flag.</param>
internal abstract record RunMount(SourceSpan Span)
{
    /// <summary>The value of the flag as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of <c>target</c>; <c>null</c> if not set.</summary>
    public string? Target { get; init; }

    /// <summary>The path of the mount: <see cref="Target"/>, relative to the working directory; <c>null</c> if not set.</summary>
    public string? Path { get; init; }
}
