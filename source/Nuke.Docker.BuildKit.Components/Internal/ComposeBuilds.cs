using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a compose project: plans, validates, then builds.</summary>
internal sealed class ComposeBuilds(IDockerComposeBuild build)
{
    public Task<IReadOnlyList<BuildReport>> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<IReadOnlyList<BuildReport>> RunAsync(CancellationToken cancellationToken)
    {
        var engine = await BuildEngine.ConnectAsync(build, cancellationToken);
        var files = FilesOf(build);
        var services = await PlanAsync(files, engine, cancellationToken);
        List<BuildxBuildSettings> builds = [.. services.Select(service => service.Build)];
        CacheIgnoreFiles.Update(build, builds);
        var command = await engine.ValidateAsync(CommandOf(files, engine), builds, cancellationToken);
        if (build.DockerComposeWrite)
            services = await WriteCachesAsync(services, files, engine.Connection, cancellationToken);
        foreach (var service in services)
            Log.Information("Building {Service:l}, cache: {Reason:l}", service.Service, service.Cache.Reason);

        var options = engine.Apply(OptionsOf(services), build);
        options = options with { Ledger = options.Ledger! with { Skip = build.Skips() } };
        var reports = await ComposeTasks.ComposeBuildAsync(command, options, cancellationToken);
        BuildEngine.Log(reports);
        return reports;
    }

    /// <summary>Plans the services as the ledgers of their builds see them. Writes no files.</summary>
    public async Task<IReadOnlyList<PlannedImage>> PlanAsync(BuildEngine engine, CancellationToken cancellationToken)
    {
        var files = FilesOf(build);
        var form = new ComposeForm(CommandOf(files, engine), OptionsOf(await PlanAsync(files, engine, cancellationToken)));
        List<PlannedImage> images = [.. form.Parts.Select(part => new PlannedImage(part.Image, form.LedgerSettings(part), FactsOf(part)))];
        return [.. BuildOrder.Of([.. images.Select(image => image.Settings)]).Select(index => images[index])];

        // A service whose context is another service is always built, and with it the others.
        LedgerFacts FactsOf(BuildPart part)
        {
            var facts = form.FactsOf(part);
            return facts with { ReasonToBuild = facts.ReasonToBuild ?? (form.HasLinkedParts ? BuildForm.BuiltWithOthers : null) };
        }
    }

    private ComposeBuildSettings CommandOf(string[] files, BuildEngine engine) => Environment(new ComposeBuildSettings(), engine.Connection)
        .AddFile(files)
        .AddService(build.DockerComposeService)
        .SetProgress(ProgressOf((build as IDockerBuild)?.DockerProgress))
        .Apply(build.DockerComposeBuildSettings);

    private ComposeBuildOptions OptionsOf(IReadOnlyList<ComposeServiceBuild> services) => new()
    {
        Services = services,
        OverrideFile = build.TemporaryDirectory / "compose.cache.yaml",
        ReportDirectory = service => build.DockerReportsDirectory / (IsImage(service) ? FolderOf(service) : service),
    };

    /// <summary>The folder of the reports of a service that is named like an image: each has a history of its own.</summary>
    public static string FolderOf(string service) => $"{service}.compose";

    private bool IsImage(string service) => (build as IHazDockerImages)?.Images.Any(image => image.ShortName == service) == true;

    private static ComposeProgress? ProgressOf(ProgressStyle? style) => style switch
    {
        ProgressStyle.Auto => ComposeProgress.Auto,
        ProgressStyle.Plain => ComposeProgress.Plain,
        ProgressStyle.Quiet => ComposeProgress.Quiet,
        ProgressStyle.RawJson => ComposeProgress.Json,
        ProgressStyle.Tty => ComposeProgress.Tty,
        _ => null,
    };

    /// <summary>The compose files of a build class, with full paths.</summary>
    /// <exception cref="InvalidSettingException">There is none, or one does not exist.</exception>
    public static string[] FilesOf(IHazDockerCompose build)
    {
        string[] files = [.. build.DockerComposeFile.Select(file => Path.GetFullPath(file, build.RootDirectory))];
        if (files.Length == 0)
        {
            throw new InvalidSettingException(
                "--docker-compose-file",
                $"{build.RootDirectory} and its parent folders contain no compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml. Name the file");
        }
        if (Array.Find(files, file => !File.Exists(file)) is { } missing)
            throw new InvalidSettingException("--docker-compose-file", $"there is no file {missing}");
        foreach (var file in files.Append(Path.Combine(build.RootDirectory, ".env")).Where(File.Exists))
            Preflight.RequireEncodingFor(file, Preflight.Compose);
        return files;
    }

    private async Task<List<ComposeServiceBuild>> PlanAsync(string[] files, BuildEngine engine, CancellationToken cancellationToken)
    {
        var config = Environment(new ComposeConfigSettings(), engine.Connection).AddFile(files);
        var project = await ReadAsync(config, cancellationToken);
        var canExport = engine.CanExport;
        var selected = Selected(project);
        if (selected.Count == 0)
            await ExplainEmptyAsync(config, project, cancellationToken);
        return [.. selected.Select(service => PlanOf(project, service, canExport, engine.Connection))];
    }

    /// <summary>Reads a project.</summary>
    /// <exception cref="InvalidSettingException">A variable has no value.</exception>
    public static async Task<ComposeModel> ReadAsync(ComposeConfigSettings config, CancellationToken cancellationToken)
    {
        try
        {
            return await ComposeTasks.ComposeConfigAnswerAsync(config, cancellationToken);
        }
        catch (CommandFailedException failure) when (RequiredVariable(failure.Message) is { } required)
        {
            throw new InvalidSettingException(
                "--docker-compose-file",
                $"a compose file requires the variable {required.Name}, which has no value{required.Text}. Set {required.Name} in the environment or in .env");
        }
    }

    // A build of nothing succeeds, and looks like a build of everything.
    private static async Task ExplainEmptyAsync(ComposeConfigSettings config, ComposeModel project, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(config.AddProfile("*"), cancellationToken);
        var hidden = all.Services.Values.Where(service => service.Build is not null && !project.Services.ContainsKey(service.Name)).ToList();
        throw new InvalidSettingException(
            "--docker-compose-file",
            hidden.Count == 0
                ? "no service of the project has a build section, so there is nothing to build"
                : "no active profile has a service with a build section. Set COMPOSE_PROFILES: "
                    + string.Join(", ", hidden.Select(service => $"{service.Name} belongs to {string.Join(" or ", service.Profiles)}")));
    }

    private ComposeServiceBuild PlanOf(ComposeModel project, ComposeService service, bool canExport, EngineConnection connection)
    {
        var (cache, isOwn) = CacheOf(project, service, canExport);
        var given = BuildOf(project, service, cache, connection);
        var settings = ImageSettings.WithVersion(given, service.Name);
        return new ComposeServiceBuild(service.Name, settings, cache)
        {
            Arguments = settings.BuildArg?.Where(argument => given.BuildArg?.ContainsKey(argument.Key) != true)
                .ToImmutableSortedDictionary(argument => argument.Key, argument => argument.Value ?? "", StringComparer.Ordinal)
                ?? ImmutableSortedDictionary<string, string>.Empty,
            HasOwnCache = isOwn,
            Network = connection.NeedsHostNetwork && service.Build!.Network is null ? "host" : null,
            Project = project.Text,
            Section = service.Build!,
            SharesName = project.Services.Values.Any(other => other.Build is not null && other.Name != service.Name && HaveSameName(other, service)),
            HasUnknownSecret = SecretsOf(project, service.Build!).Count() < service.Build!.Secrets.Count,
        };
    }

    private static bool HaveSameName(ComposeService one, ComposeService other) =>
        ImageReference.TryParse(one.Image ?? "", out var first) && ImageReference.TryParse(other.Image ?? "", out var second)
        && first.Name == second.Name;

    // Services whose caches are now in the project's own files need no override.
    private async Task<List<ComposeServiceBuild>> WriteCachesAsync(
        List<ComposeServiceBuild> services,
        string[] files,
        EngineConnection connection,
        CancellationToken cancellationToken)
    {
        var writer = new ComposeCacheWriter(Environment(new ComposeConfigSettings(), connection));
        var written = new List<ComposeServiceBuild>();
        foreach (var service in services)
        {
            var hasOwnCache = service.HasOwnCache || await WriteAsync(writer, files, service.Service, service.Cache, cancellationToken);
            written.Add(service with { HasOwnCache = hasOwnCache });
        }

        return written;
    }

    private List<ComposeService> Selected(ComposeModel project)
    {
        var built = project.Services.Values.Where(service => service.Build is not null).ToList();
        foreach (var name in build.DockerComposeService)
        {
            if (!built.Exists(service => service.Name == name))
            {
                var suggestion = NearestNames.Sentence(name, [.. built.Select(service => service.Name)]);
                throw new InvalidSettingException("--docker-compose-service", $"the project has no service '{name}' with a build section. {suggestion}");
            }
        }

        return build.DockerComposeService.Length == 0 ? built : [.. built.Where(service => build.DockerComposeService.Contains(service.Name))];
    }

    private (CacheDecision Cache, bool IsOwn) CacheOf(ComposeModel project, ComposeService service, bool canExport)
    {
        if (service.Build is not ({ CacheFrom.Count: > 0 } or { CacheTo.Count: > 0 }))
            return (build.GetDockerComposeCache(project, service, canExport), false);

        const string reason = "because its compose file declares one";
        if (IsGiven(nameof(IHazDockerCache.DockerCache)))
        {
            Log.Warning(
                "--docker-cache has no effect on {Service:l}: its compose file declares cache_from or cache_to. Remove these to let --docker-cache decide",
                service.Name);
        }

        try
        {
            return (new CacheDecision([.. service.Build.CacheFrom.Select(CacheFrom.Parse)], [.. service.Build.CacheTo.Select(CacheTo.Parse)], reason), true);
        }
        catch (InvalidSettingException)
        {
            // compose explains it when it builds.
            return (CacheDecision.None(reason), true);
        }
    }

    private bool IsGiven(string parameter) => ComponentParameter.AllOf(build.GetType())
        .Any(known => known.Property.Name == parameter && ParameterSources.Of(build).Find(known).Count > 0);

    // "error while interpolating services.api.image: required variable TAG is missing a value: set it".
    private static (string Name, string Text)? RequiredVariable(string message)
    {
        const string before = "required variable ";
        const string after = " is missing a value";
        var end = message.IndexOf(after, StringComparison.Ordinal);
        var start = end < 0 ? -1 : message.LastIndexOf(before, end, StringComparison.Ordinal);
        return start < 0 ? null : (message[(start + before.Length)..end], message[(end + after.Length)..].Split('\n')[0].TrimEnd());
    }

    private async Task<bool> WriteAsync(ComposeCacheWriter writer, string[] files, string service, CacheDecision cache, CancellationToken cancellationToken)
    {
        // A compose file is usually under version control, and a folder of this machine is wrong on every other.
        var isLocal = cache.From.OfType<LocalCacheFrom>().Any(entry => Path.IsPathRooted(entry.Source))
            || cache.To.OfType<LocalCacheTo>().Any(entry => Path.IsPathRooted(entry.Destination));
        if (!isLocal && await writer.WriteAsync(files, service, cache, cancellationToken) is { } file)
        {
            Log.Information(
                "The cache of {Service:l} was written into {File:l}; the old file is kept as .bak",
                service,
                Path.GetRelativePath(build.RootDirectory, file));
            return true;
        }

        if (!cache.From.IsEmpty || !cache.To.IsEmpty)
        {
            Log.Warning(
                "The cache of {Service:l} cannot be written into a compose file: its build is an alias or merged from elsewhere, "
                + "or the cache needs a secret, or it is a folder of this machine. It is laid over the files as without --docker-compose-write",
                service);
        }

        return false;
    }

    // The service as a build of its own, to validate it, to keep its caches and to report on it as on any other build.
    private BuildxBuildSettings BuildOf(ComposeModel project, ComposeService service, CacheDecision cache, EngineConnection connection) =>
        Environment(new BuildxBuildSettings(), connection)
        .SetContext(service.Build!.Context)
        .SetFile(DockerfileOf(service.Build))
        .SetTarget(service.Build.Target)
        .AddBuildArg(service.Build.Args)
        .AddPlatform(service.Build.Platforms.Select(name => new Platform(name)))
        .AddTag(service.Image ?? $"{project.Name}-{service.Name}")
        .AddBuildArg(service.Build.Args)
        .AddSecret(SecretsOf(project, service.Build))
        .AddCacheFrom(cache.From)
        .AddCacheTo(cache.To);

    private static IEnumerable<BuildSecret> SecretsOf(ComposeModel project, ComposeBuild build) =>
        from name in build.Secrets
        let file = project.SecretFiles.GetValueOrDefault(name)
        let variable = project.SecretVariables.GetValueOrDefault(name)
        // compose itself reports a secret that it doesn't find. A variable may be in .env.
        where File.Exists(file) || (variable is not null && EnvironmentInfo.GetVariable(variable) is not null)
        select file is not null ? BuildSecret.FromFile(name, file) : BuildSecret.FromEnvironment(name, variable!);

    private static string? DockerfileOf(ComposeBuild build) => build switch
    {
        { DockerfileInline: not null } => "-",
        { Dockerfile: { } file } when BuildContextReader.IsFolder(build.Context) => Path.Combine(build.Context, file),
        _ => null,
    };

    private T Environment<T>(T settings, EngineConnection connection)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(build.RootDirectory).UseEngine(connection);
}
