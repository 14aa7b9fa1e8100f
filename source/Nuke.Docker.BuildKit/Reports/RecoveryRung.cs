namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Differences between an attempt and the previous one. Later members cost more.</summary>
public enum RecoveryRung
{
    /// <summary>The first attempt, with unchanged settings.</summary>
    First,

    /// <summary>The same command again.</summary>
    SameAgain,

    /// <summary>The same command, after the engine has responded again.</summary>
    EngineReturned,

    /// <summary>Without <c>--cache-from</c>.</summary>
    WithoutImport,

    /// <summary>Without <c>--cache-to</c>. Nearly all steps are cached from the previous attempt.</summary>
    WithoutExport,

    /// <summary><c>--no-cache-filter</c> for the stage that failed. Empties the cache mounts of that stage.</summary>
    StageUncached,

    /// <summary><c>--no-cache</c>. Empties all cache mounts of the build.</summary>
    Uncached,
}
