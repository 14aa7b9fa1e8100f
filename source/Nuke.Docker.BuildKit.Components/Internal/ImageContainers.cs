using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>A container for each image of a build class that has no compose file.</summary>
/// <param name="build">The build class.</param>
/// <param name="images">The images of the build class.</param>
/// <param name="connection">The engine.</param>
internal sealed class ImageContainers(IDockerUp build, IDockerBuild images, EngineConnection connection) : ProjectContainers(build, connection)
{
    private string Label => $"{ContainerLabels.Root}={Build.RootDirectory}";

    public override async Task DownAsync(bool dryRun, bool volumes, CancellationToken cancellationToken)
    {
        var containers = await Engine.ListAsync(Label, cancellationToken);
        if (containers.Count == 0)
            Log.Information("No containers exist");
        foreach (var container in containers)
        {
            Log.Information(dryRun ? "Would remove {Container:l}" : "Removing {Container:l}", container.Name);
            if (!dryRun)
                await Engine.RemoveAsync(container.Id, cancellationToken);
        }
    }

    public override async Task LogsAsync(bool follow, int tail, CancellationToken cancellationToken)
    {
        var containers = await ListAsync(cancellationToken);
        await Task.WhenAll(containers.Select(container =>
        {
            var settings = WithEngine(new DockerLogsSettings { Container = container.Id }).SetTail($"{tail}").When(follow, _ => _.EnableFollow());
            var prefix = containers.Count > 1 ? $"{container.Name}  | " : "";
            return DockerTasks.DockerLogsAsync(settings, line => Print(line with { Text = prefix + line.Text }), cancellationToken: cancellationToken);
        }));
    }

    public override Task WatchAsync(CancellationToken cancellationToken) => throw new InvalidSettingException(
        "DockerWatch",
        $"it needs a compose file, and {Build.RootDirectory} and its parent folders contain none. "
        + $"{Build.CommandOf(nameof(IDockerInit.DockerInit))} --compose writes one");

    protected override async Task StartAsync(CancellationToken cancellationToken)
    {
        var selected = ImageSelection.Select(images.Images, images.DockerImage);
        if (Build.DockerDryRun)
        {
            foreach (var image in selected)
            {
                Log.Information(
                    "Would build {Image:l} if it changed, and start the container {Container:l} unless it runs with that image",
                    image.Name,
                    ImageContainer.NameOf(image.ShortName));
            }

            return;
        }

        var reports = await new ImageBuilds(images).RunAsync();
        foreach (var image in selected)
            await StartAsync(image, reports.First(report => report.Image == image.Name), cancellationToken);
    }

    protected override async Task<IReadOnlyList<ContainerSnapshot>> ListAsync(CancellationToken cancellationToken)
    {
        var names = ImageSelection.Select(images.Images, images.DockerImage).Select(image => image.Name).ToHashSet(StringComparer.Ordinal);
        var all = await Engine.ListAsync(Label, cancellationToken);
        return [.. all.Where(container => container.Labels.TryGetValue(ContainerLabels.Image, out var image) && names.Contains(image))];
    }

    private async Task StartAsync(DockerImage image, BuildReport report, CancellationToken cancellationToken)
    {
        var name = ImageContainer.NameOf(image.ShortName);
        var reference = image.References.FirstOrDefault() ?? throw new DockerException(
            DockerFaultKind.ContainerFailed,
            $"The image {image.Name} has no tag, so no container can be started from it. Add a tag to its Tags.");
        var details = await Client.FindImageAsync(reference, cancellationToken) ?? throw new DockerException(
            DockerFaultKind.ContainerFailed,
            $"The engine does not have {reference} after the build: the builder keeps it elsewhere. Add an output that loads it, such as --load.");

        DockerRunSettings Settings(IReadOnlySet<int> taken) =>
            ImageContainer.SettingsOf(reference, name, details, Connection, taken)
                .SetWorkingDirectory(Build.RootDirectory)
                .Apply(Build.DockerRunSettings, image);

        // A port that this container itself has taken would change the digest.
        var digest = ImageContainer.DigestOf(Settings(new HashSet<int>()), details);
        if (await Engine.FindAsync(name, cancellationToken) is { } existing)
        {
            if (existing.Labels.GetValueOrDefault(ContainerLabels.Root) != (string)Build.RootDirectory)
            {
                throw new DockerException(
                    DockerFaultKind.ContainerFailed,
                    $"A container named {name} exists that {Build.CommandOf(nameof(IDockerUp.DockerUp))} of this repository did not start, "
                    + $"so it is not replaced. Remove it with 'docker rm --force {name}', or choose another name in DockerRunSettings.");
            }

            if (existing.Labels.GetValueOrDefault(ContainerLabels.Settings) == digest)
            {
                LogChange(image.ShortName, report, existing.Status == "running" ? "its container keeps running" : "its container is started again");
                if (existing.Status != "running")
                    await Engine.StartAsync(existing.Id, cancellationToken);
                return;
            }

            LogReplacement(image.ShortName, report, "its container is replaced, because its image or its settings changed");
            await Engine.RemoveAsync(existing.Id, cancellationToken);
        }
        else
        {
            LogChange(image.ShortName, report, "a container is started");
        }

        var run = Settings(ImageContainer.TakenPorts(Connection))
            .AddLabel(ContainerLabels.Root, Build.RootDirectory)
            .AddLabel(ContainerLabels.Image, image.Name)
            .AddLabel(ContainerLabels.Settings, digest);
        var lines = new List<string>();
        var result = await DockerTasks.DockerRunAsync(run, line => lines.Add(line.Text), requireSuccess: false, cancellationToken);
        if (result.ExitCode != 0)
        {
            // docker keeps a container that it created and could not start.
            if (await Engine.FindAsync(name, cancellationToken) is { } failed && failed.Labels.GetValueOrDefault(ContainerLabels.Settings) == digest)
                await Engine.RemoveAsync(failed.Id, cancellationToken);
            throw new DockerException(
                DockerFaultKind.ContainerFailed,
                $"docker run failed for {image.Name} with exit code {result.ExitCode}:\n  {string.Join("\n  ", lines)}\nCommand: {run}");
        }
    }
}
