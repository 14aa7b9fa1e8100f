namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A vertex of BuildKit's graph in one update.</summary>
/// <param name="Digest">Identifies the vertex within one build only: the same step has another digest in the next build.</param>
/// <param name="Name">The step as BuildKit prints it, such as <c>[builder 2/5] RUN pip wheel</c>.</param>
internal sealed record VertexUpdate(string Digest, string Name)
{
    /// <summary>The digests of the vertexes whose results this one needs.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The start, by the clock of the engine; <c>null</c> before it.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The end, by the clock of the engine; <c>null</c> before it.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>The result was taken from a cache.</summary>
    public bool Cached { get; init; }

    /// <summary>The error message; <c>null</c> if there is none.</summary>
    public string? Error { get; init; }
}
