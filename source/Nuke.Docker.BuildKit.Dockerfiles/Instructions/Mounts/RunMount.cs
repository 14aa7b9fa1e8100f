using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A <c>RUN --mount</c>. Variables in its values are replaced; those that are unknown stand as they are.</summary>
/// <param name="Span">The whole flag.</param>
public abstract record RunMount(SourceSpan Span)
{
    /// <summary>The flag's value as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary><c>target</c>, as given; null where there is none.</summary>
    public string? Target { get; init; }

    /// <summary>Where it is mounted: <see cref="Target"/> joined to the working directory; null where nothing says so.</summary>
    public string? Path { get; init; }
}
