using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Compose;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Validation;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Builds the images of a compose project.</summary>
internal sealed class ComposeBuilds(IDockerComposeBuild build)
{
    /// <returns>The services that were built.</returns>
    public Task<IReadOnlyList<string>> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var connection = await EngineSession.Of(build).ConnectAsync(cancellationToken);
        using var engine = connection.Connect();
        var info = await engine.InfoAsync(cancellationToken);
        var files = Files();
        var project = await ComposeTasks.ComposeConfigAnswerAsync(Environment(new ComposeConfigSettings(), connection).AddFile(files), cancellationToken);

        var facts = new ValidationFacts { Driver = CurrentBuilder.Driver(connection.DockerConfig), Nodes = CurrentBuilder.Nodes(connection.DockerConfig), UsesContainerdStore = info.UsesContainerdStore };
        var services = Services(project);
        List<ComposeServiceCache> caches = [.. services.Select(service => CacheOf(project, service, info.UsesContainerdStore || facts.Driver != "docker", connection))];
        await CheckAsync(services, caches, connection, info, facts, cancellationToken);

        var laidOver = ComposeCacheOverride.Create(caches);
        var path = build.TemporaryDirectory / "compose.cache.yaml";
        BuildReportWriter.WriteText(laidOver.Text, path);
        var settings = Environment(new ComposeBuildSettings(), connection)
            .AddFile([.. files, path])
            .SetProgress(ComposeProgress.Plain)
            .AddService(build.DockerComposeService);
        foreach (var (name, value) in laidOver.SecretVariables)
            settings = settings.AddSecretEnvironmentVariable(name, value);
        await ComposeTasks.ComposeBuildAsync(settings.Apply(build.DockerComposeBuildSettings), cancellationToken: cancellationToken);
        return [.. services.Select(service => service.Name)];
    }

    private string[] Files()
    {
        string[] files = [.. build.DockerComposeFile.Select(file => Path.GetFullPath(file, build.RootDirectory))];
        if (files.Length == 0)
            throw new InvalidSettingException("--docker-compose-file", $"there is no compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml in {build.RootDirectory} or above it. Name the file");
        return Array.Find(files, file => !File.Exists(file)) is { } missing
            ? throw new InvalidSettingException("--docker-compose-file", $"there is no file {missing}")
            : files;
    }

    private List<ComposeService> Services(ComposeModel project)
    {
        var built = project.Services.Values.Where(service => service.Build is not null).ToList();
        foreach (var name in build.DockerComposeService)
        {
            if (!built.Exists(service => service.Name == name))
                throw new InvalidSettingException("--docker-compose-service", $"there is no service '{name}' that is built. {NearestNames.Sentence(name, [.. built.Select(service => service.Name)])}");
        }

        return build.DockerComposeService.Length == 0 ? built : [.. built.Where(service => build.DockerComposeService.Contains(service.Name))];
    }

    private ComposeServiceCache CacheOf(ComposeModel project, ComposeService service, bool canExport, EngineConnection connection)
    {
        var own = service.Build is { CacheFrom.Count: > 0 } or { CacheTo.Count: > 0 };
        var cache = own
            ? Caching.CacheDecision.None("as its compose file says")
            : build.GetDockerComposeCache(project, service, canExport);
        Log.Information("Building {Service:l}, cache: {Reason:l}", service.Name, cache.Reason);
        return new(service.Name, cache, connection.NeedsHostNetwork && service.Build!.Network is null ? "host" : null);
    }

    // What compose's builds have in common with our own is checked as those are.
    private Task CheckAsync(List<ComposeService> services, List<ComposeServiceCache> caches, EngineConnection connection, EngineInfo info, ValidationFacts facts, CancellationToken cancellationToken)
    {
        List<BuildxBuildSettings> builds = [.. services.Zip(caches, (service, cache) => Environment(new BuildxBuildSettings(), connection)
            .SetContext(service.Build!.Context)
            .SetFile(service.Build.Dockerfile is { } file && service.Build.DockerfileInline is null ? Path.Combine(service.Build.Context, file) : null)
            .AddPlatform(service.Build.Platforms.Select(name => new Platform(name)))
            .AddTag(service.Image is { } image ? [image] : [])
            .AddCacheFrom(cache.Cache.From)
            .AddCacheTo(cache.Cache.To))];
        CacheIgnoreFiles.Update(build, builds);
        // Compose brings a buildx of its own along.
        return InstalledVersions.CheckAsync(build, Environment(new RawSettings(), connection).ToEnvironment(), info, builder: null, versions => SettingsValidator.Validate(builds, versions with { Buildx = null }, facts), cancellationToken);
    }

    private T Environment<T>(T settings, EngineConnection connection)
        where T : DockerSettings
    {
        settings = settings.SetWorkingDirectory(build.RootDirectory)
            .AddEnvironmentVariable("PATH", $"{Path.GetDirectoryName(connection.DockerPath)}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}");
        foreach (var (name, value) in connection.Environment)
            settings = settings.AddEnvironmentVariable(name, value);
        return settings;
    }
}
