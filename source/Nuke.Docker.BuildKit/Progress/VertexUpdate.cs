namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A vertex of BuildKit's graph as one update describes it.</summary>
/// <param name="Digest">Identifies the vertex within one build only: the same step has another digest in the next build.</param>
/// <param name="Name">The step as BuildKit prints it, such as <c>[builder 2/5] RUN pip wheel</c>.</param>
public sealed record VertexUpdate(string Digest, string Name)
{
    /// <summary>Digests of the vertexes whose results this one needs.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The engine's time; null while the vertex waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The engine's time; null while the vertex waits or runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>The result was taken from a cache.</summary>
    public bool Cached { get; init; }

    /// <summary>BuildKit's message; null where nothing went wrong.</summary>
    public string? Error { get; init; }
}
