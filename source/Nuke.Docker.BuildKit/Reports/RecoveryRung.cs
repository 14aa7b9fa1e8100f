namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What an attempt does differently from the one before; a later rung costs more.</summary>
public enum RecoveryRung
{
    /// <summary>The first attempt, as the settings say.</summary>
    First,

    /// <summary>The same command.</summary>
    SameAgain,

    /// <summary>The same command, once the engine answers again.</summary>
    EngineReturned,

    /// <summary>Without <c>--cache-from</c>.</summary>
    WithoutImport,

    /// <summary>Without <c>--cache-to</c>; nearly all steps are cached from the attempt before.</summary>
    WithoutExport,

    /// <summary><c>--no-cache-filter</c> for the stage that failed. Empties the cache mounts of that stage.</summary>
    StageUncached,

    /// <summary><c>--no-cache</c>. Empties all cache mounts of the build.</summary>
    Uncached,
}
