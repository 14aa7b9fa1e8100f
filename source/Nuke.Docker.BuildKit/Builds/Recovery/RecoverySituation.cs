namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>The parts of a build that can still be left out, and the state of the engine.</summary>
internal sealed record RecoverySituation
{
    /// <summary>True if the build imports a cache.</summary>
    public bool Imports { get; init; }

    /// <summary>True if the build exports a cache.</summary>
    public bool Exports { get; init; }

    /// <summary>True if the build already runs with <c>--no-cache</c>.</summary>
    public bool Uncached { get; init; }

    /// <summary>True if a single stage can be rebuilt with <c>--no-cache-filter</c>. Default: true.</summary>
    public bool Stages { get; init; } = true;

    /// <summary>
    /// True if the same command was just run again and failed elsewhere, or a stage was just rebuilt and the export failed: that removed one obstacle, and the
    /// same command may remove the next one.
    /// </summary>
    public bool FailsElsewhere { get; init; }

    /// <summary>True if the engine responded before the build, so that a lost connection may be temporary.</summary>
    public bool EngineAnswered { get; init; }

    /// <summary>True if the caller can start the engine again.</summary>
    public bool EngineCanRestart { get; init; }
}
