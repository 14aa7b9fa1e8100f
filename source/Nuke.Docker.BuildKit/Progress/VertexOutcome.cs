namespace Nuke.Docker.BuildKit.Progress;

/// <summary>How a vertex stands.</summary>
public enum VertexOutcome
{
    /// <summary>Not begun. After a build: it wasn't needed, or the build ended before.</summary>
    Waiting,

    /// <summary>Begun and not ended. After a build: it was cut off.</summary>
    Running,

    /// <summary>The result came from a cache.</summary>
    Cached,

    /// <summary>It was executed.</summary>
    Ran,

    /// <summary>It failed by itself.</summary>
    Failed,

    /// <summary>It was stopped because another step failed or the build was canceled.</summary>
    Canceled,

    /// <summary>BuildKit counted on a cached result that turned out to be unusable, and did the work again: neither a hit nor a failure.</summary>
    CacheLost,
}
