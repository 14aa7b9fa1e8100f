using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>An export in an image, a layer for each part, so that a registry gets only what is new.</summary>
internal sealed class ImageArchive(string reference, CacheMountsOptions options, CarryBuild build) : MountArchive
{
    private HashSet<string> _before = new(StringComparer.Ordinal);
    private bool _pull = options.Push || ImageReference.Parse(reference).Domain != ImageReference.DefaultDomain;

    private string Fetched => Path.Combine(WorkFolder, "fetched");

    public static async Task<ImageArchive> OpenAsync(string reference, CacheMountsOptions options, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("nuke-cache-mounts-").FullName;
        var archive = new ImageArchive(reference, options, new CarryBuild(options with { Print = null }, work)) { WorkFolder = work };
        await archive.FetchIndexAsync(cancellationToken);
        return archive;
    }

    public override Task<Stream?> OpenAsync(string file)
    {
        var path = Path.Combine(Fetched, file);
        return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
    }

    // Registry and engine go by digests: what they have is whole.
    public override bool Has(ExportedPart part) => true;

    public override Task FetchAsync(IReadOnlyCollection<string> files, CancellationToken cancellationToken)
    {
        var missing = files.Where(file => !File.Exists(Path.Combine(Fetched, file))).ToList();
        return missing.Count == 0 ? Task.CompletedTask : CopyOutAsync(missing.Select(file => $"/{file}"), cancellationToken);
    }

    public override async Task CommitAsync(ExportManifest manifest, CancellationToken cancellationToken)
    {
        var made = Path.Combine(WorkFolder, "made");
        Directory.CreateDirectory(made);
        await File.WriteAllTextAsync(Path.Combine(made, ExportManifest.FileName), manifest.ToJson(), cancellationToken);
        var kept = new List<string>();
        var fresh = new List<string>();
        foreach (var file in FilesOf(manifest))
        {
            var path = Path.Combine(WorkFolder, file);
            if (File.Exists(path))
                File.Move(path, Path.Combine(made, file));
            (File.Exists(Path.Combine(made, file)) ? fresh : kept).Add(file);
        }

        // Layers below stay as they are as long as all they hold is wanted; tables are small.
        var parts = _before.Where(file => file.EndsWith(".tar", StringComparison.Ordinal)).ToList();
        var grows = parts.Count > 0 && parts.All(kept.Contains);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"FROM {(grows ? reference : "scratch")}\n");
        foreach (var file in grows ? [] : kept)
            text.Append(CultureInfo.InvariantCulture, $"COPY --link --from={reference} /{file} /{file}\n");
        foreach (var file in fresh.Where(file => file.EndsWith(".tar", StringComparison.Ordinal)))
            text.Append(CultureInfo.InvariantCulture, $"COPY --link --from=nuke-cache-mounts {file} /{file}\n");
        text.Append(CultureInfo.InvariantCulture, $"COPY --link --from=nuke-cache-mounts {ExportManifest.FileName} *.table /\n");
        await build.RunAsync(
            text.ToString(),
            _ => _.AddTag(reference)
                .AddBuildContext(new NamedContext("nuke-cache-mounts", ContextSource.Local(made)))
                .AddOutput(options.Push ? BuildOutput.Registry : BuildOutput.Parse("type=docker")),
            mark: null,
            cancellationToken);
    }

    private async Task FetchIndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CopyOutAsync([$"/{ExportManifest.FileName}", "/*.table"], cancellationToken);
        }
        catch (DockerBuildException failure) when (failure.Kind is DockerFaultKind.BaseImageUnavailable or DockerFaultKind.MissingContextFile)
        {
            // None yet. One that the engine has and no registry is found without asking a registry.
            if (!_pull)
                return;
            _pull = false;
            await FetchIndexAsync(cancellationToken);
            return;
        }

        if (await ReadTextAsync(ExportManifest.FileName) is { } json && ExportManifest.Read(json) is { } manifest)
            _before = [.. FilesOf(manifest)];
    }

    private Task CopyOutAsync(IEnumerable<string> paths, CancellationToken cancellationToken) => build.RunAsync(
        $"FROM scratch\nCOPY --from={reference} {string.Join(' ', paths)} /\n",
        _ => _.AddOutput(BuildOutput.Local(Fetched)) with { Pull = _pull ? true : null },
        mark: null,
        cancellationToken);
}
