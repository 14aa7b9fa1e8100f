using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>One image of a run: the image of a single build, a target of a bake, or a service of a compose project.</summary>
/// <param name="Name">The name of the target or service, or of the image of a single build.</param>
/// <param name="Build">The settings of a build of this image alone, without the parts that were left out.</param>
internal sealed record BuildPart(string Name, BuildxBuildSettings Build)
{
    /// <summary>The original settings.</summary>
    public BuildxBuildSettings Given { get; init; } = Build;

    /// <summary>The name of the part in the events of BuildKit. Default: <see cref="Name"/>.</summary>
    public string EventName { get; init; } = Name;

    /// <summary>The name of the image in reports. Default: the first tag without its version, or <see cref="Name"/>.</summary>
    public string Image { get; init; } = BuildValues.TagsOf(Build) is [var tag, ..] ? Repository(tag) : Name;

    /// <summary>The text of the Dockerfile if it is a part of a compose or bake file; <c>null</c>: it is a file.</summary>
    public string? InlineDockerfile { get; init; }

    /// <summary>The cache decision for the report. <c>null</c>: there is none.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The folder that the report is written to. <c>null</c>: it is not written.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>Notes of the cache probe.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Cache exports that the probe left out.</summary>
    public IReadOnlyList<CacheTransfer> LostExports { get; init; } = [];

    /// <summary>The references of the image.</summary>
    public IReadOnlyList<string> Tags => BuildValues.TagsOf(Given);

    /// <summary>The files that explain a fault.</summary>
    public FaultFiles FaultFiles => new(Given.ContextFolder(), Given.DockerfilePath());

    public bool Imports => Build.CacheFrom is { IsEmpty: false };

    public bool Exports => Build.CacheTo is { IsEmpty: false };

    /// <summary>Returns true if caches were left out or replaced.</summary>
    /// <param name="given">The original caches.</param>
    /// <param name="left">The caches now.</param>
    public static bool Differ(IReadOnlyList<CacheEntry>? given, IReadOnlyList<CacheEntry>? left) => left is not null && given is not null
        && !left.Select(cache => cache.ToArgument().Value).SequenceEqual(given.Select(cache => cache.ToArgument().Value), StringComparer.Ordinal);

    /// <summary>Adds the findings of the cache probe to a report.</summary>
    public BuildReport AddProbeTo(BuildReport report) =>
        report with { Notes = [.. Notes, .. report.Notes], CacheExports = [.. LostExports, .. report.CacheExports] };

    private static string Repository(string tag) => tag.LastIndexOf(':') is var colon && colon > tag.LastIndexOf('/') ? tag[..colon] : tag;
}
