using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Proofs;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Changes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Implements <c>DockerInit</c>: finds services, prints the files for them, and writes them if asked.</summary>
internal sealed class Initialization(IDockerInit build)
{
    public async Task<RepositoryScaffold> RunAsync(CancellationToken cancellationToken)
    {
        var options = Options();
        if (build.DockerInitPinBaseImage)
            options = options with { BaseImageDigests = await DigestsAsync(RepositoryScaffolder.Plan(build.DockerInitDirectory, options), cancellationToken) };
        var scaffold = RepositoryScaffolder.Plan(build.DockerInitDirectory, options);
        foreach (var service in scaffold.Services)
            Tell(service, scaffold.Directory);
        foreach (var note in scaffold.Notes)
            Log.Information("{Note:l}", note);
        TellDiffs(scaffold.Changes, scaffold.Directory);
        if (build.DockerProve)
            scaffold = await ProveAsync(scaffold, cancellationToken);
        if (build.DockerApply)
        {
            foreach (var path in FileChanges.Write(scaffold.AllChanges))
                Log.Information("Wrote {Path:l}", Path.GetRelativePath(scaffold.Directory, path));
        }

        if (scaffold.BuildLines.Count > 0)
        {
            Log.Information("Your build class builds them with IDockerBuild among its interfaces and these among its images:");
            var images = string.Concat(scaffold.BuildLines.Select(line => $"        {line}\n"));
            Log.Information("    IEnumerable<DockerImage> IHazDockerImages.Images =>\n    [\n{Lines:l}    ];", images);
        }

        Log.Information("{Outcome:l}", (scaffold.AllChanges.Count, build.DockerApply) switch
        {
            (0, _) => "Nothing is left to do.",
            (_, true) when Host == BuildHost.None => $"Done. {build.CommandOf(nameof(IDockerBuild.DockerBuild))} builds what has a Dockerfile.",
            (_, true) => $"Done. {build.CommandOf(nameof(IDockerBuild.DockerBuild))} builds what your build class names.",
            (var count, false) => $"Nothing was written. --apply writes {(count == 1 ? "this file" : $"these {count} files")}.",
        });
        return scaffold;
    }

    // A Dockerfile that replaces another one must install the same packages, expose the same ports, and start.
    private async Task<RepositoryScaffold> ProveAsync(RepositoryScaffold scaffold, CancellationToken cancellationToken)
    {
        if (scaffold.Services.All(service => Replaced(service) is null))
            return scaffold;
        await using var proof = await FixProof.CreateAsync(build, cancellationToken);
        var services = new List<ScaffoldedService>();
        foreach (var service in scaffold.Services)
        {
            if (Replaced(service) is not { Before: { } before } change)
            {
                services.Add(service);
                continue;
            }

            var folder = service.Context;
            var ignore = service.Changes.FirstOrDefault(other => Path.GetFileName(other.Path).EndsWith(".dockerignore", StringComparison.Ordinal));
            var current = DockerignoreFile.Locate(folder, change.Path) is { } file ? FileChange.ReadText(file) : "";
            var difference = await proof.Images.DifferenceAsync(
                [proof.BuildOf(new DockerImage(service.Image) { Context = folder, Dockerfile = change.Path })],
                new(before, current),
                new(change.After, ignore?.After ?? current),
                new ImageChanges { Rewritten = true },
                cancellationToken);
            if (difference is null)
                Log.Information("{Path:l} is proved", Path.GetRelativePath(scaffold.Directory, change.Path));
            else
                Log.Warning("{Path:l} is withdrawn: {Difference:l}", Path.GetRelativePath(scaffold.Directory, change.Path), difference);
            services.Add(difference is null ? service : service with { Changes = [.. service.Changes.Where(other => other != change && other != ignore)] });
        }

        return new RepositoryScaffold(scaffold.Directory, services, scaffold.Changes, scaffold.Notes, scaffold.BuildLines);
    }

    private static FileChange? Replaced(ScaffoldedService service) =>
        service.Changes.FirstOrDefault(change => change is { Before: not null, Changes: true } && Path.GetFileName(change.Path) == "Dockerfile");

    private async Task<IReadOnlyDictionary<string, string>> DigestsAsync(RepositoryScaffold scaffold, CancellationToken cancellationToken)
    {
        var settings = new BuildxImagetoolsInspectSettings();
        if (build is IHazDockerEngine engine)
            settings = settings.UseEngine(await EngineSession.Of(engine).ConnectAsync(cancellationToken));
        var digests = new Dictionary<string, string>();
        var options = new DockerfileOptions { BaseImage = build.DockerInitBaseImage };
        foreach (var image in scaffold.Services.Select(service => DockerfileWriter.BaseImageOf(service.Project, options)).Distinct())
        {
            var answer = await BuildxTasks.BuildxImagetoolsInspectAnswerAsync(settings.SetName(image), cancellationToken);
            digests[image] = answer.Manifest.Digest
                ?? throw new InvalidSettingException("--pin-base-image", $"the registry names no digest of {image}; leave it out");
            Log.Information("{Image:l} is {Digest:l}", image, digests[image]);
        }

        return digests;
    }

    private BuildHost Host => build.DockerInitBuildHost ?? build.DockerInitDefaultHost;

    private ScaffoldOptions Options()
    {
        var root = build.RootDirectory;
        var directory = build.DockerInitDirectory;
        var here = root.Contains(directory);
        return new()
        {
            Overwrite = build.DockerInitOverwrite,
            Compose = build.DockerInitCompose,
            Program = build.DockerInitProgram,
            Extras = build.DockerInitExtras,
            ComposeCacheDirectory = IsFolder(build.DockerInitComposeCache) ? build.DockerInitComposeCache : null,
            ComposeCacheReference = IsFolder(build.DockerInitComposeCache) ? null : build.DockerInitComposeCache,
            BaseImage = build.DockerInitBaseImage,
            Host = Host,
            RepositoryDirectory = here ? root : directory,
            // The images of a build class that isn't part of the repository are none of the new build.
            BuiltContexts = here && build.DockerInitDefaultHost != BuildHost.None && build is IHazDockerImages { Images: var images }
                ? [.. images.Select(image => Path.GetFullPath(image.Context ?? ".", root))]
                : [],
        };
    }

    // As a shell and compose would read it; a registry's name begins with none of these.
    private static bool IsFolder(string? place) => place is ['/' or '.' or '~' or '$' or '\\', ..] or [_, ':', '/' or '\\', ..];

    private static void Tell(ScaffoldedService service, string root)
    {
        var folder = Path.GetRelativePath(root, service.Project.Directory);
        Log.Information("{Image:l} in {Folder:l}", service.Image, folder == "." ? "the repository's root" : folder);
        foreach (var finding in service.Project.Findings)
        {
            if (finding.Level == PythonFindingLevel.Fact)
                Log.Information("  {Finding:l}", finding.ToString());
            else
                Log.Warning("  {Finding:l}", finding.ToString());
        }

        if (service.Project.Findings.Any(finding => finding is { What: "extras", Level: PythonFindingLevel.Warning }))
            Log.Warning("  --extras NAME installs an extra or a group; the files above were written without one");
        foreach (var note in service.Notes)
            Log.Information("  {Note:l}", note);
        TellDiffs(service.Changes, root);
    }

    private static void TellDiffs(IEnumerable<FileChange> changes, string root)
    {
        foreach (var change in changes.Where(change => change.Changes))
            Log.Information("{Diff:l}", change.ToDiff(root).TrimEnd('\n'));
    }
}
