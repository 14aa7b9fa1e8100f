namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>One rule of BuildKit's garbage collection. What is absent sets no limit.</summary>
public sealed record GarbageRule : DockerAnswer
{
    /// <summary>Whether internal and frontend records may go too.</summary>
    public bool All { get; init; }

    /// <summary>Which records: <c>type==source.local,type==exec.cachemount</c>, where a comma means "or". Empty: any.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Records used within this time stay.</summary>
    public TimeSpan? KeepDuration { get; init; }

    /// <summary>A floor: this much is never taken away by the rule.</summary>
    public PrintedSize? ReservedSpace { get; init; }

    /// <summary>The cap.</summary>
    public PrintedSize? MaxUsedSpace { get; init; }

    /// <summary>How much of the disk is to stay free.</summary>
    public PrintedSize? MinFreeSpace { get; init; }
}
