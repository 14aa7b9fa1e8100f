using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The containers of a compose project.</summary>
internal sealed class ComposeContainers : ProjectContainers
{
    private readonly string[] _files;
    private readonly ComposeModel _project;

    private ComposeContainers(IDockerUp build, EngineConnection connection, string[] files, ComposeModel project)
        : base(build, connection) =>
        (_files, _project) = (files, project);

    private string Label => $"{ContainerLabels.ComposeProject}={_project.Name}";

    /// <summary>Reads the project.</summary>
    public static async Task<ComposeContainers> ReadAsync(IDockerUp build, EngineConnection connection, CancellationToken cancellationToken)
    {
        var files = ComposeBuilds.FilesOf(build);
        var config = new ComposeConfigSettings().SetWorkingDirectory(build.RootDirectory).UseEngine(connection).AddFile(files);
        var project = await ComposeBuilds.ReadAsync(config, cancellationToken);
        if (Array.Find(build.DockerComposeService, name => !project.Services.ContainsKey(name)) is { } unknown)
        {
            throw new InvalidSettingException(
                "--docker-compose-service",
                $"the project has no service '{unknown}'. {NearestNames.Sentence(unknown, [.. project.Services.Keys])}");
        }

        return new ComposeContainers(build, connection, files, project);
    }

    public override void RefuseVolumes() => throw new InvalidSettingException(
        "--docker-down-volumes",
        $"it deletes the data in {string.Join(", ", _project.Volumes.Keys.DefaultIfEmpty("anonymous volumes"))}. Add --yes to confirm");

    public override async Task DownAsync(bool dryRun, bool volumes, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            foreach (var container in await Engine.ListAsync(Label, cancellationToken))
                Log.Information("Would remove {Container:l}", container.Name);
            if (volumes && _project.Volumes.Count > 0)
                Log.Information("Would delete the volumes {Volumes:l}", string.Join(", ", _project.Volumes.Keys));
        }

        var down = Command(new ComposeDownSettings()).When(volumes, _ => _.EnableVolumes()).When(dryRun, _ => _.EnableDryRun());
        await ComposeTasks.ComposeDownAsync(down, BuildLog.PrintDetail, cancellationToken: cancellationToken);
    }

    public override Task LogsAsync(bool follow, int tail, CancellationToken cancellationToken)
    {
        var logs = Command(new ComposeLogsSettings()).AddService(Build.DockerComposeService).SetTail($"{tail}").When(follow, _ => _.EnableFollow());
        return ComposeTasks.ComposeLogsAsync(logs, Print, cancellationToken: cancellationToken);
    }

    public override async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (_project.Services.Values.All(service => service.Watch.Count == 0))
        {
            throw new InvalidSettingException(
                "DockerWatch",
                "no service has a develop section. Add one, for example:\n"
                + "  develop:\n    watch:\n      - { action: sync+restart, path: ./app, target: /app/app }\n"
                + "      - { action: rebuild, path: requirements.txt }");
        }

        await UpAsync(cancellationToken);
        // The caches of our build, for the builds that compose starts. Values of secrets would be in the environment of our build alone.
        var caches = Build.TemporaryDirectory / "compose.cache.yaml";
        var files = File.Exists(caches) && !File.ReadAllText(caches).Contains("${", StringComparison.Ordinal) ? [(string)caches] : Array.Empty<string>();
        var watch = Command(new ComposeWatchSettings(), files).AddService(Build.DockerComposeService).EnableNoUp();
        await ComposeTasks.ComposeWatchAsync(watch, Print, cancellationToken: cancellationToken);
    }

    protected override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Build.DockerDryRun)
        {
            foreach (var (name, report) in await BuildAsync())
                LogReplacement(name, report, "its container is replaced only if its image or its settings changed");
        }

        var up = Command(new ComposeUpSettings()).AddService(Build.DockerComposeService).EnableDetach().EnableNoBuild().Apply(Build.DockerComposeUpSettings);
        var lines = new List<string>();
        var result = await ComposeTasks.ComposeUpAsync(
            up,
            line =>
            {
                lines.Add(line.Text.Trim());
                BuildLog.PrintDetail(line);
            },
            requireSuccess: false,
            cancellationToken);
        if (result.ExitCode == 0)
            return;
        // compose names a container that failed; the container itself says why.
        if ((await ListAsync(cancellationToken)).Any(container => container.Progress == ContainerProgress.Failed))
            await Wait.ForReadyAsync(TimeSpan.Zero, cancellationToken);
        throw new DockerException(
            DockerFaultKind.ContainerFailed,
            $"docker compose up failed with exit code {result.ExitCode}:\n  {string.Join("\n  ", lines.TakeLast(10))}\nCommand: {up}");
    }

    protected override async Task<IReadOnlyList<ContainerSnapshot>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await Engine.ListAsync(Label, cancellationToken);
        return Build.DockerComposeService.Length == 0 ? all : [.. all.Where(container => Build.DockerComposeService.Contains(container.Service))];
    }

    private async Task<IEnumerable<(string Name, BuildReport Report)>> BuildAsync()
    {
        var selected = _project.Services.Values
            .Where(service => Build.DockerComposeService.Length == 0 || Build.DockerComposeService.Contains(service.Name))
            .ToList();
        var reports = new List<(string, BuildReport)>();
        // Services that run images of the build class without a build section of their own.
        var used = selected.Where(service => service.Build is null)
            .Select(service => service.Image)
            .OfType<string>()
            .Select(WithTag)
            .ToHashSet(StringComparer.Ordinal);
        if (Build is IDockerBuild images
            && images.Images.Where(image => image.References.Any(used.Contains)).Select(image => image.Name).ToList() is { Count: > 0 } names)
            reports.AddRange((await new ImageBuilds(images, names).RunAsync()).Select(report => (report.Image, report)));
        if (selected.Exists(service => service.Build is not null))
            reports.AddRange((await new ComposeBuilds(Build).RunAsync()).Select(report => (report.Image, report)));
        return reports;
    }

    private static string WithTag(string image) => image.LastIndexOf(':') > image.LastIndexOf('/') ? image : $"{image}:latest";

    private T Command<T>(T settings, params string[] more)
        where T : ComposeToolSettings<T>
    {
        string[] files = [.. _files, .. more];
        if (Connection.NeedsHostNetwork)
        {
            var file = Build.TemporaryDirectory / "compose.network.yaml";
            AtomicFile.WriteText(ComposeHostNetwork.Create(_project), file);
            files = [.. files, file];
        }

        return WithEngine(settings).AddFile(files).When(Build.DockerDryRun, _ => _.EnableDryRun());
    }
}
