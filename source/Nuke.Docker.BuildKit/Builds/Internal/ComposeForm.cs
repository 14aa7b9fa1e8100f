using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Services of a compose project that are built with <c>docker compose build</c>. Their caches, without those that recovery left out, are in a file
/// that is merged into the project's own files.
/// </summary>
internal sealed class ComposeForm(ComposeBuildSettings settings, ComposeBuildOptions options)
    : BuildForm(options.Services.Select(service => PartOf(service, settings, options)))
{
    private ComposeBuildSettings _settings = settings;
    private ComposeBuildOptions _options = options;

    public override DockerSettings Command => _settings;

    public override bool Pushes => _settings.Push is true;

    public override ProgressStyle Style => _settings.Progress switch
    {
        ComposeProgress.Plain => ProgressStyle.Plain,
        ComposeProgress.Quiet => ProgressStyle.Quiet,
        ComposeProgress.Json => ProgressStyle.RawJson,
        ComposeProgress.Tty => ProgressStyle.Tty,
        _ => ProgressStyle.Auto,
    };

    public override bool HasLinkedParts => _options.Services.Any(ComposeLedger.ReadsService);

    /// <summary>The caches of each service in that file. A service with its own caches is included when recovery leaves one of them out.</summary>
    public IEnumerable<ComposeServiceCache> Services => _options.Services.Zip(Parts, (service, part) =>
    {
        var isChanged = BuildPart.Differ(part.Given.CacheFrom, part.Build.CacheFrom) || BuildPart.Differ(part.Given.CacheTo, part.Build.CacheTo);
        return new ComposeServiceCache(
            service.Service,
            service.Cache with
            {
                From = service.HasOwnCache && !isChanged ? [] : part.Build.CacheFrom ?? [],
                To = service.HasOwnCache && !isChanged ? [] : part.Build.CacheTo ?? [],
            },
            service.Network)
        {
            Replaces = service.HasOwnCache && isChanged,
            NoCache = part.Build.NoCache is true,
            Arguments = service.Arguments,
        };
    });

    public override BuildxBuildSettings LedgerSettings(BuildPart part) => ComposeLedger.Settings(ServiceOf(part), part.Given, _settings);

    public override LedgerFacts FactsOf(BuildPart part) => base.FactsOf(part) with
    {
        Text = ComposeLedger.Facts(ServiceOf(part), _settings),
        ReasonToBuild = ComposeLedger.ReasonToBuild(ServiceOf(part), _settings),
    };

    // compose has no --no-cache-filter.
    protected override bool CanRebuildStage => false;

    public override void Keep(IReadOnlyList<BuildPart> kept)
    {
        base.Keep(kept);
        _options = _options with { Services = [.. kept.Select(ServiceOf)] };
        _settings = _settings with { Service = [.. kept.Select(part => part.Name)] };
    }

    public override DockerSettings Prepare(RunFiles files)
    {
        var laidOver = ComposeCacheOverride.Create(Services);
        AtomicFile.WriteText(laidOver.Text, _options.OverrideFile);
        var command = _settings.AddFile(_options.OverrideFile).SetProgress(ComposeProgress.Json);
        foreach (var (name, value) in laidOver.SecretVariables)
            command = command.AddSecretEnvironmentVariable(name, value);
        return command;
    }

    public override IEnumerable<string> ProgressLines(OutputLine line) => ComposeOutput.Lines(line);

    // compose writes no metadata.
    public override IReadOnlyDictionary<string, MetadataFile> ReadMetadata(string metadataFile) => ImmutableDictionary<string, MetadataFile>.Empty;

    private static BuildPart PartOf(ComposeServiceBuild service, ComposeBuildSettings command, ComposeBuildOptions options)
    {
        var isUncached = command.NoCache is true || service.Section?.NoCache is true;
        var part = new BuildPart(service.Service, isUncached ? service.Build with { NoCache = true } : service.Build)
        {
            EventName = ComposeOutput.TargetOf(service.Service),
            InlineDockerfile = service.Section?.DockerfileInline,
            Cache = service.Cache,
            ReportDirectory = options.ReportDirectory?.Invoke(service.Service),
        };
        // Each has a ledger of its own.
        return service.SharesName ? part with { Image = $"{part.Image} ({service.Service})" } : part;
    }

    private ComposeServiceBuild ServiceOf(BuildPart part) => _options.Services.First(service => service.Service == part.Name);
}
