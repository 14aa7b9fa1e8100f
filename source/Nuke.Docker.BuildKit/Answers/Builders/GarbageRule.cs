namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>A rule of BuildKit's garbage collection. <c>null</c> sets no limit.</summary>
public sealed record GarbageRule : DockerAnswer
{
    /// <summary>Indicates that internal and frontend records are removed, too.</summary>
    public bool All { get; init; }

    /// <summary>Filters of records: <c>type==source.local,type==exec.cachemount</c>, where a comma means "and". Empty: all records.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Keeps records that were used within this time.</summary>
    public TimeSpan? KeepDuration { get; init; }

    /// <summary>Minimum: the rule always keeps this much.</summary>
    public PrintedSize? ReservedSpace { get; init; }

    /// <summary>Maximum size of the cache.</summary>
    public PrintedSize? MaxUsedSpace { get; init; }

    /// <summary>Disk space to keep free.</summary>
    public PrintedSize? MinFreeSpace { get; init; }
}
