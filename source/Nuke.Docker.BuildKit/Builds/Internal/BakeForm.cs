using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Builds.Bake.Internal;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Targets that are built together with <c>docker buildx bake</c>. Recovery overrides them with <c>--set</c> and does not change the file.</summary>
internal sealed class BakeForm(BuildxBakeSettings settings, BuildxBakeOptions options)
    : BuildForm(options.Plan is { } plan ? plan.Builds.Select(build => PartOf(build.Key, build.Value, options)) : [])
{
    // Names of files that buildx reads without --file.
    private static readonly string[] s_defaultFiles =
        [.. ComposeFiles.Names, "docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl"];

    private BuildxBakeSettings _settings = settings;

    public override DockerSettings Command => _settings;

    public override bool Pushes => _settings.Push is true;

    public override ProgressStyle Style => StyleOf(_settings.Progress);

    /// <summary>The settings without the parts that were left out.</summary>
    public BuildxBakeSettings Settings
    {
        get
        {
            var set = (_settings.Set ?? []).ToList();
            foreach (var part in Parts)
                Override(set, part);
            return set.Count == (_settings.Set?.Count ?? 0) ? _settings : _settings with { Set = [.. set] };
        }
    }

    // Without a plan, buildx reports the targets of its files.
    public override async Task PlanAsync(TimeProvider? time, CancellationToken cancellationToken)
    {
        if (options.Plan is not null)
            return;
        var files = (_settings.File ?? []).Where(file => file != "-").ToList();
        // The paths of a remote definition are not those of this machine.
        var isLocal = !files.Concat(_settings.Target ?? []).Any(name => name.Contains("://", StringComparison.Ordinal));
        if (isLocal)
            RequireEncoding(_settings.File is { Count: > 0 } ? files : s_defaultFiles);
        var output = new List<string>();
        var process = await new DockerProcess(time).RunAsync(
            _settings with { Print = true, Progress = ProgressMode.Quiet, MetadataFile = null },
            line =>
            {
                if (line.Kind == OutputKind.StandardOutput)
                    output.Add(line.Text);
            },
            cancellationToken: cancellationToken);
        process.EnsureSuccess();
        var targets = BakeFileReader.Read(string.Join('\n', output)).Targets;
        Parts =
        [
            .. targets.Select(target => PartOf(target.Key, BakeTargetBuild.Of(target.Value, _settings), options) with
            {
                InlineDockerfile = target.Value.DockerfileInline?.ToString(),
            }),
        ];
        if (!isLocal)
            return;
        foreach (var build in Parts.Select(part => part.Build))
            Preflight.RequireEncoding(build.DockerfilePath(), build.ContextFolder(), options.Print);
    }

    private void RequireEncoding(IReadOnlyList<string> files)
    {
        foreach (var path in files.Select(_settings.FullPath).Where(File.Exists))
            Preflight.RequireEncodingFor(path, Preflight.Bake);
    }

    public override void Keep(IReadOnlyList<BuildPart> kept)
    {
        base.Keep(kept);
        _settings = _settings with { Target = [.. kept.Select(part => part.Name)] };
    }

    public override DockerSettings Prepare(RunFiles files)
    {
        if (options is { Plan: { } plan, PlanFile: { } file })
            AtomicFile.WriteText(BakeFileWriter.ToJson(plan.File), file);
        return Settings with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile };
    }

    public override IReadOnlyDictionary<string, MetadataFile> ReadMetadata(string metadataFile) =>
        File.Exists(metadataFile) ? MetadataFile.ParseBake(File.ReadAllBytes(metadataFile)) : ImmutableDictionary<string, MetadataFile>.Empty;

    private static BuildPart PartOf(string target, BuildxBuildSettings build, BuildxBakeOptions options) =>
        new(target, build) { Cache = options.Cache?.Invoke(target), ReportDirectory = options.ReportDirectory?.Invoke(target) };

    private static void Override(List<BakeOverride> set, BuildPart part)
    {
        Replace("cache-from", part.Given.CacheFrom, part.Build.CacheFrom);
        Replace("cache-to", part.Given.CacheTo, part.Build.CacheTo);
        if (part.Build.NoCacheFilter is { } stages && stages.Count > (part.Given.NoCacheFilter?.Count ?? 0))
            set.AddRange(stages.Select(stage => new BakeOverride(part.Name, "no-cache-filter", stage)));
        if (part.Build.NoCache is true && part.Given.NoCache is not true)
            set.Add(new(part.Name, "no-cache", "true"));

        // The first override replaces the list, and the others add to it. An empty one clears it. An argument must not contain a secret.
        void Replace(string key, IReadOnlyList<CacheEntry>? given, IReadOnlyList<CacheEntry>? left)
        {
            if (!BuildPart.Differ(given, left))
                return;
            set.RemoveAll(entry => entry.Target == part.Name && entry.Key == key);
            set.AddRange(left!.Count == 0 || left.Any(entry => entry.ToArgument().Display is not null)
                ? [new BakeOverride(part.Name, key, "")]
                : left.Select(entry => new BakeOverride(part.Name, key, entry.ToArgument().Value)));
        }
    }
}
