using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Internal;

/// <summary>The files of one service.</summary>
internal static class ServiceFiles
{
    private static readonly string[] s_compose = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    // The files of a build beside the service; what lies there is no reason for a new image.
    private static readonly string[] s_build = ["build", "build.sh", "build.ps1", "build.cmd", "artifacts", ".nuke"];

    public static ScaffoldedService Plan(PythonProject project, string image, ScaffoldOptions options)
    {
        var (changes, notes) = (new List<FileChange>(), new List<string>());
        var dockerfile = new DockerfileOptions { HeavyLayer = true, BaseImage = options.BaseImage };
        dockerfile = dockerfile with { BaseImageDigest = options.BaseImageDigests.GetValueOrDefault(DockerfileWriter.BaseImageOf(project, dockerfile)) };
        Take(Path.Combine(project.Directory, "Dockerfile"), DockerfileWriter.Write(project, dockerfile), "DockerLint says what can be better in it");
        changes.Add(Dockerignore(project, notes));
        if (options.Compose)
        {
            var present = s_compose.Select(name => Path.Combine(project.Directory, name)).FirstOrDefault(File.Exists);
            Take(present ?? Path.Combine(project.Directory, s_compose[0]), ComposeWriter.Write(project, ComposeOptionsOf(image, options)), "services of your own may stand in it");
        }

        return new(project, image, [.. changes.Where(change => change.Changes)], notes);

        void Take(string path, string text, string advice)
        {
            var change = FileChange.Of(path, text) with { KeepBackup = true };
            if (change.Before is null || options.Overwrite)
                changes.Add(change);
            else if (change.Changes)
                notes.Add($"{Path.GetFileName(path)} is there and stays as it is: {advice}; --overwrite replaces it and keeps a copy.");
        }
    }

    // Two services that wrote one place would overwrite each other's cache.
    private static ComposeOptions ComposeOptionsOf(string image, ScaffoldOptions options) => new()
    {
        Image = image,
        CacheDirectory = options.ComposeCacheDirectory is { } directory ? $"{directory.TrimEnd('/')}/{image}" : null,
        CacheReference = options.ComposeCacheReference is { } reference ? $"{reference}:{image}" : null,
    };

    private static FileChange Dockerignore(PythonProject project, List<string> notes)
    {
        var path = DockerignoreFile.PathFor(project.Directory);
        var template = new DockerignoreTemplate
        {
            Keep = [.. new[] { project.Readme }.OfType<string>().Concat(project.LicenseFiles)],
            Drop = [.. project.TestFolders.Concat(project.DocumentationFolders).Concat(s_build)],
        };
        if (!File.Exists(path))
            return FileChange.Of(path, DockerignoreWriter.ToText(template));

        var merge = DockerignoreWriter.Merge(FileChange.ReadText(path), template, path);
        if (!merge.LeftOut.IsEmpty)
            notes.Add($"{Path.GetFileName(path)} wants in what would be left out otherwise: {string.Join(", ", merge.LeftOut)}.");
        return FileChange.Of(path, merge.Text);
    }
}
