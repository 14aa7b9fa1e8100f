using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Writes a compose.yaml for a Python project and the Dockerfile of <see cref="DockerfileWriter"/>.</summary>
public static class ComposeWriter
{
    /// <summary>Writes a compose.yaml.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public static string Write(PythonProject project, ComposeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new();
        Check(options);
        var text = new ComposeText(options.Comments);
        var service = options.Service ?? ServiceName(project.Name) ?? ServiceName(options.Image) ?? "app";
        text.Comment(0, "docker compose up --build builds and starts the service. docker compose watch rebuilds it when a file changes.");
        text.Line(0, "services:");
        text.Line(1, $"{service}:");
        text.Entry(2, "image", options.Image ?? service);
        WriteBuild(text, project, options);
        WriteRelease(text, project);
        WriteMounts(text, project);
        WriteRun(text, project, options);
        if (options.Watch)
            WriteWatch(text, project);
        WriteReleaseServices(text, project, options.Image ?? service);
        WriteVolumes(text, project);
        WriteSecrets(text, project);
        return text.ToString();
    }

    // The folder of a project without a name may be called anything.
    private static string? ServiceName(string? name) => name is { Length: > 0 } && IsServiceName(name) ? name : null;

    private static bool IsServiceName(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    private static void Check(ComposeOptions options)
    {
        if (options.Service is { } service
            && (service.Length == 0 || !IsServiceName(service)))
            throw new ArgumentException($"'{service}' is not a valid service name. Use letters, digits, -, _ and periods.", nameof(options));
        if (options.HostPort is <= 0 or > 65535)
            throw new ArgumentException($"{options.HostPort} is not a port. Write a number from 1 to 65535.", nameof(options));
    }

    private static void WriteBuild(ComposeText text, PythonProject project, ComposeOptions options)
    {
        text.Line(2, "build:");
        if (project.Context is { } context)
        {
            text.Comment(3, project.Workspace is null ? "The nearest folder that also contains what is installed from the repository."
                : "The root of the workspace, which has the lock and the other members.");
            text.Entry(3, "context", string.Join('/', context.Folder.Split('/').Select(_ => "..")));
            text.Entry(3, "dockerfile", $"{context.Folder}/Dockerfile");
        }
        else
            text.Entry(3, "context", ".");
        if (options.CacheReference is not null || options.CacheDirectory is not null)
        {
            text.Comment(3,
                "Caches in addition to the engine's own, for other machines. mode=max includes the steps of all stages, not only those of the image.");
            text.Line(3, "cache_from:");
            WriteCaches(text, options, write: false);
            text.Line(3, "cache_to:");
            WriteCaches(text, options, write: true);
        }

        if (project.NeedsSsh)
        {
            text.Comment(3, "The SSH agent of this machine, for the dependencies that are fetched with SSH.");
            text.Line(3, "ssh:");
            text.Item(4, "default");
        }

        var secrets = SecretNames(project);
        if (secrets.Count == 0)
            return;
        text.Comment(3, "Credentials of the package index; see their source at the end of this file.");
        text.Line(3, "secrets:");
        foreach (var secret in secrets)
            text.Item(4, secret);
    }

    private static void WriteCaches(ComposeText text, ComposeOptions options, bool write)
    {
        if (options.CacheReference is { } reference)
            text.Item(4, write ? $"type=registry,ref={reference},mode=max" : $"type=registry,ref={reference}");
        if (options.CacheDirectory is { } directory)
            text.Item(4, write ? $"type=local,dest={directory},mode=max" : $"type=local,src={directory}");
    }

    private static void WriteRun(ComposeText text, PythonProject project, ComposeOptions options)
    {
        if (project.Port is { } port)
        {
            text.Comment(2, "On this machine only; without the address, the whole network could reach it.");
            text.Line(2, "ports:");
            text.Item(3, $"127.0.0.1:{options.HostPort ?? port}:{port}");
            text.Comment(2, "As in the image, but checked more often: other services can wait for it with depends_on and condition: service_healthy.");
            text.Line(2, "healthcheck:");
            text.Line(3, $"test: {DockerfileJson.List(["CMD", "python", "-c", HealthProgram.Of(project, port).Replace("$", "$$")])}");
            text.Entry(3, "interval", "5s");
            text.Entry(3, "timeout", "3s");
            text.Entry(3, "start_period", project.HeavyDependencies.Count > 0 ? "60s" : "10s");
        }

        text.Comment(2, "Settings and passwords. .env is not part of the image and must not be committed.");
        text.Line(2, "env_file:");
        text.Line(3, "- path: .env");
        text.Line(4, "required: false");
        text.Comment(2, "Restart after a crash and after an engine restart, but not after docker compose stop.");
        text.Entry(2, "restart", "unless-stopped");
        text.Comment(2, "The program cannot gain more privileges than it starts with.");
        text.Line(2, "security_opt:");
        text.Item(3, "no-new-privileges:true");
        if (project.Gpu.Wheels != GpuWheels.Cuda)
            return;
        text.Comment(2, "All GPUs of the machine; requires the NVIDIA Container Toolkit.");
        text.Line(2, "deploy:");
        text.Line(3, "resources:");
        text.Line(4, "reservations:");
        text.Line(5, "devices:");
        text.Line(6, "- driver: nvidia");
        text.Line(7, "count: all");
        text.Line(7, "capabilities: [gpu]");
    }

    private static void WriteWatch(ComposeText text, PythonProject project)
    {
        text.Comment(2, "After a code change, a rebuild runs only the last step. Files are not synced into the running container: root owns them there.");
        text.Line(2, "develop:");
        text.Line(3, "watch:");
        WriteWatched(text, ".", project);
        foreach (var library in project.Libraries.Where(library => ProjectFiles.IsOutside(library.Folder)))
            WriteWatched(text, library.Folder, library.Project);
    }

    private static void WriteWatched(ComposeText text, string path, PythonProject project)
    {
        text.Line(4, "- action: rebuild");
        text.Entry(5, "path", path);
        text.Line(5, "ignore:");
        foreach (var ignored in (string[])[".venv/", ".git/", "**/__pycache__/",
            .. project.TestFolders.Concat(project.DocumentationFolders).Where(folder => !IsNeeded(project, folder)).Select(folder => $"{folder}/")])
            text.Item(6, ignored);
    }

    private static bool IsNeeded(PythonProject project, string folder) => project.NeededPaths.Any(path =>
        path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal) || folder.StartsWith($"{path}/", StringComparison.Ordinal));

    // collectstatic writes into the image, not into a database.
    private static IReadOnlyList<(string Name, ReleaseCommand Step)> Releases(PythonProject project) =>
    [
        .. project.ReleaseCommands.Where(release => !release.Command.Contains("collectstatic", StringComparison.Ordinal))
            .Select((release, index) => (index == 0 ? "release" : $"release-{index + 1}", release)),
    ];

    // Another container would create another database.
    private static bool ReleasesInContainer(PythonProject project) => project.WritableFolders.Any(folder => folder.HoldsCode && folder.HoldsDatabase);

    private static void WriteRelease(ComposeText text, PythonProject project)
    {
        var releases = Releases(project);
        if (releases.Count == 0)
            return;
        if (ReleasesInContainer(project))
        {
            text.Comment(2, "The steps of a release. They run in this container, because its database is beside the code, and is deleted with it. To keep " +
                "the database, give it a folder of its own, and mount a volume there. Requires compose 2.30.");
            text.Line(2, "post_start:");
            foreach (var (_, step) in releases)
            {
                text.Line(3, $"- command: {CommandOf(step)}");
                if (step.Folder.Length > 0)
                    text.Entry(4, "working_dir", $"/app/{step.Folder}");
            }

            return;
        }

        text.Comment(2, "Starts after the steps of a release, below, have succeeded.");
        text.Line(2, "depends_on:");
        foreach (var (name, _) in releases)
        {
            text.Line(3, $"{name}:");
            text.Entry(4, "condition", "service_completed_successfully");
        }
    }

    private static string CommandOf(ReleaseCommand step) => DockerfileJson.List(step.Command.Split(' ').Select(word => word.Replace("$", "$$")));

    private static void WriteReleaseServices(ComposeText text, PythonProject project, string image)
    {
        if (ReleasesInContainer(project))
            return;
        foreach (var (name, step) in Releases(project))
        {
            text.Comment(1, "Runs once and ends. It uses the image of the service above.");
            text.Line(1, $"{name}:");
            text.Entry(2, "image", image);
            text.Entry(2, "pull_policy", "never");
            if (step.Folder.Length > 0)
                text.Entry(2, "working_dir", $"/app/{step.Folder}");
            text.Line(2, $"command: {CommandOf(step)}");
            text.Line(2, "env_file:");
            text.Line(3, "- path: .env");
            text.Line(4, "required: false");
            WriteMounts(text, project);
        }
    }

    private static IReadOnlyList<(string Name, string Path)> Volumes(PythonProject project) =>
    [
        // A volume over the code would hide that of a new image.
        .. project.WritableFolders.Where(folder => folder.Path.Length > 0 && !folder.HoldsCode)
            .Select(folder => (folder.Path.Trim('/').Replace('/', '-').TrimStart('.', '-', '_') is { Length: > 0 } name ? name : "data",
                folder.Path.StartsWith('/') ? folder.Path : $"/app/{folder.Path}"))
            .DistinctBy(volume => volume.Item1),
    ];

    private static void WriteMounts(ComposeText text, PythonProject project)
    {
        var volumes = Volumes(project);
        if (volumes.Count == 0)
            return;
        text.Comment(2, "Keeps what the program writes.");
        text.Line(2, "volumes:");
        foreach (var (name, path) in volumes)
            text.Item(3, $"{name}:{path}");
    }

    private static void WriteVolumes(ComposeText text, PythonProject project)
    {
        var volumes = Volumes(project);
        if (volumes.Count == 0)
            return;
        text.Line(0, "volumes:");
        foreach (var (name, _) in volumes)
            text.Line(1, $"{name}:");
    }

    private static void WriteSecrets(ComposeText text, PythonProject project)
    {
        var secrets = SecretNames(project);
        if (secrets.Count == 0)
            return;
        text.Comment(0, "Values come from your environment or home folder, not from a file of the project.");
        text.Line(0, "secrets:");
        foreach (var secret in secrets)
        {
            text.Line(1, $"{secret}:");
            if (secret == "netrc")
                text.Entry(2, "file", "~/.netrc");
            else
                text.Entry(2, "environment", secret);
        }
    }

    private static IReadOnlyList<string> SecretNames(PythonProject project) =>
        [.. Mounts.Secrets(project).Select(secret => secret.Split(',')[1]["id=".Length..])];
}
