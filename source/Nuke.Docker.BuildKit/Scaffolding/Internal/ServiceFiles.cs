using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Internal;

/// <summary>Plans the files of one service.</summary>
internal static class ServiceFiles
{
    private static readonly string[] s_compose = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    // Files of a NUKE build in the service's folder; a change of them must not change the image.
    private static readonly string[] s_build = ["build.sh", "build.ps1", "build.cmd", "artifacts", ".nuke", ".fallout"];

    public static ScaffoldedService Plan(PythonProject project, string image, ScaffoldOptions options)
    {
        var (changes, notes) = (new List<FileChange>(), new List<string>());
        var dockerfile = new DockerfileOptions { HeavyLayer = true, BaseImage = options.BaseImage };
        dockerfile = dockerfile with { BaseImageDigest = options.BaseImageDigests.GetValueOrDefault(DockerfileWriter.BaseImageOf(project, dockerfile)) };
        var path = Path.Combine(project.Directory, "Dockerfile");
        Take(path, DockerfileWriter.Write(project, dockerfile), "run DockerLint to find improvements");
        // Whatever the context of a Dockerfile is that stays, an ignore file for another one would break it.
        if (!options.Overwrite && File.Exists(path) && !File.Exists($"{path}.dockerignore"))
            project = project with { Context = null };
        changes.Add(Dockerignore(project, options, notes));
        if (options.Compose)
        {
            var present = s_compose.Select(name => Path.Combine(project.Directory, name)).FirstOrDefault(File.Exists);
            var file = present ?? Path.Combine(project.Directory, s_compose[0]);
            Take(file, ComposeWriter.Write(project, ComposeOptionsOf(image, options)), "it may define services of your own");
        }

        return new(project, image, [.. changes.Where(change => change.Changes)], notes);

        void Take(string path, string text, string advice)
        {
            var change = FileChange.Of(path, text) with { KeepBackup = true };
            if (change.Before is null || options.Overwrite)
                changes.Add(change);
            else if (change.Changes)
                notes.Add($"{Path.GetFileName(path)} exists and is not changed: {advice}; --overwrite replaces it and keeps a copy.");
        }
    }

    // Two services with the same cache location would overwrite each other's cache.
    private static ComposeOptions ComposeOptionsOf(string image, ScaffoldOptions options) => new()
    {
        Image = image,
        CacheDirectory = options.ComposeCacheDirectory is { } directory ? $"{directory.TrimEnd('/')}/{image}" : null,
        CacheReference = options.ComposeCacheReference is { } reference ? $"{reference}:{image}" : null,
    };

    private static FileChange Dockerignore(PythonProject project, ScaffoldOptions options, List<string> notes)
    {
        var repository = options.RepositoryDirectory;
        if (project.Context is { } context)
            return PartDockerignore(project, context, notes);
        var path = DockerignoreFile.PathFor(project.Directory);
        List<string> drop = [.. project.TestFolders, .. project.DocumentationFolders];
        if (repository is null || Path.GetFullPath(repository) == Path.GetFullPath(project.Directory))
        {
            // The folder that setuptools builds in, and that of a NUKE build.
            drop.Add("build");
            if (options.Host != BuildHost.None || BuildProjectFinder.Find(project.Directory) is not null)
                drop.AddRange(s_build);
        }

        var template = IgnoreExemptions.Apply(
            new()
            {
                Keep = [.. new[] { project.Readme }.OfType<string>().Concat(project.LicenseFiles)],
                Drop = [.. drop, .. IgnoreExemptions.FoundSecrets(project)],
            },
            project,
            repository);
        return Merged(path, template, notes);
    }

    // Only what the image needs is sent: a change of another service changes nothing.
    private static FileChange PartDockerignore(PythonProject project, ParentContext context, List<string> notes)
    {
        var root = project with { Directory = context.Root, NeededPaths = context.NeededPaths, PrivateFiles = context.PrivateFiles };
        var template = IgnoreExemptions.Apply(
            new()
            {
                Only = [.. context.Paths],
                Drop =
                [
                    .. project.TestFolders.Concat(project.DocumentationFolders).Select(folder => $"{context.Folder}/{folder}"),
                    $"{context.Folder}/Dockerfile*",
                    .. IgnoreExemptions.FoundSecrets(root),
                ],
            },
            root);
        return Merged(Path.Combine(project.Directory, "Dockerfile.dockerignore"), template, notes);
    }

    private static FileChange Merged(string path, DockerignoreTemplate template, List<string> notes)
    {
        if (!File.Exists(path))
            return FileChange.Of(path, DockerignoreWriter.ToText(template));

        var merge = DockerignoreWriter.Merge(FileChange.ReadText(path), template, path);
        if (!merge.LeftOut.IsEmpty)
            notes.Add($"{Path.GetFileName(path)} explicitly includes paths that would be excluded otherwise: {string.Join(", ", merge.LeftOut)}.");
        return FileChange.Of(path, merge.Text);
    }
}
