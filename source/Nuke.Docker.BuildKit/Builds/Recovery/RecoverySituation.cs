namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>What of a build can still be left out.</summary>
public sealed record RecoverySituation
{
    /// <summary>It reads a cache.</summary>
    public bool Imports { get; init; }

    /// <summary>It writes a cache.</summary>
    public bool Exports { get; init; }

    /// <summary>It runs with <c>--no-cache</c> as it is.</summary>
    public bool Uncached { get; init; }

    /// <summary>A stage can be built anew alone, with <c>--no-cache-filter</c>. Default: yes.</summary>
    public bool Stages { get; init; } = true;

    /// <summary>The engine answered before the build, so that one that doesn't now is a fault that may pass.</summary>
    public bool EngineAnswered { get; init; }

    /// <summary>Somebody can start the engine again.</summary>
    public bool EngineCanRestart { get; init; }
}
