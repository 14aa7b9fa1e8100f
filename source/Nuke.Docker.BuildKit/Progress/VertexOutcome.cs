namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The current state of a vertex, or its result.</summary>
internal enum VertexOutcome
{
    /// <summary>It has not started. After a build: it wasn't needed, or the build ended before it.</summary>
    Waiting,

    /// <summary>It has started and not ended. After a build: it was interrupted.</summary>
    Running,

    /// <summary>The result came from a cache.</summary>
    Cached,

    /// <summary>It was executed.</summary>
    Ran,

    /// <summary>It failed by itself.</summary>
    Failed,

    /// <summary>It was stopped because another step failed or the build was canceled.</summary>
    Canceled,

    /// <summary>Its cached result was unusable, so that BuildKit did the work again. This is neither a hit nor a failure.</summary>
    CacheLost,
}
