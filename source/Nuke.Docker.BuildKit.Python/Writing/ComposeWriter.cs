using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Writes the compose.yaml that fits a Python project and the Dockerfile of <see cref="DockerfileWriter"/>.</summary>
public static class ComposeWriter
{
    /// <summary>The file's text, with line feeds.</summary>
    /// <param name="project">What the project is.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">An option can't be right.</exception>
    public static string Write(PythonProject project, ComposeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new();
        Check(options);
        var text = new YamlText(options.Comments);
        var service = options.Service ?? project.Name;
        text.Comment(0, "docker compose up --build: builds and starts. docker compose watch: rebuilds when a file changes.");
        text.Line(0, "services:");
        text.Line(1, $"{service}:");
        text.Entry(2, "image", options.Image ?? service);
        WriteBuild(text, project, options);
        WriteRun(text, project, options);
        if (options.Watch)
            WriteWatch(text, project);
        WriteSecrets(text, project);
        return text.ToString();
    }

    private static void Check(ComposeOptions options)
    {
        if (options.Service is { } service && (service.Length == 0 || !service.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
            throw new ArgumentException($"'{service}' is no name for a service. Use letters, digits, -, _ and a point.", nameof(options));
        if (options.HostPort is <= 0 or > 65535)
            throw new ArgumentException($"{options.HostPort} is no port. Write a number from 1 to 65535.", nameof(options));
    }

    private static void WriteBuild(YamlText text, PythonProject project, ComposeOptions options)
    {
        text.Line(2, "build:");
        text.Entry(3, "context", ".");
        if (options.CacheReference is not null || options.CacheDirectory is not null)
        {
            text.Comment(3, "Caches beside the engine's own, for other machines. mode=max: the steps of the build stages, too, and not only those of the image.");
            text.Line(3, "cache_from:");
            WriteCaches(text, options, write: false);
            text.Line(3, "cache_to:");
            WriteCaches(text, options, write: true);
        }

        var secrets = SecretNames(project);
        if (secrets.Count == 0)
            return;
        text.Comment(3, "Credentials of the package index; where they come from stands at the end of this file.");
        text.Line(3, "secrets:");
        foreach (var secret in secrets)
            text.Item(4, secret);
    }

    private static void WriteCaches(YamlText text, ComposeOptions options, bool write)
    {
        if (options.CacheReference is { } reference)
            text.Item(4, write ? $"type=registry,ref={reference},mode=max" : $"type=registry,ref={reference}");
        if (options.CacheDirectory is { } directory)
            text.Item(4, write ? $"type=local,dest={directory},mode=max" : $"type=local,src={directory}");
    }

    private static void WriteRun(YamlText text, PythonProject project, ComposeOptions options)
    {
        if (project.Port is { } port)
        {
            text.Comment(2, "On this machine only; without the address everybody in the network could reach it.");
            text.Line(2, "ports:");
            text.Item(3, $"127.0.0.1:{options.HostPort ?? port}:{port}");
            text.Comment(2, "As in the image, but asked more often: other services may wait for it with depends_on and condition: service_healthy.");
            text.Line(2, "healthcheck:");
            text.Line(3, $"test: {DockerfileJson.List(["CMD", "python", "-c", HealthProgram.Of(project, port).Replace("$", "$$")])}");
            text.Entry(3, "interval", "5s");
            text.Entry(3, "timeout", "3s");
            text.Entry(3, "start_period", project.HeavyDependencies.Count > 0 ? "60s" : "10s");
        }

        text.Comment(2, "Settings and passwords: .env isn't part of the image, and must not be committed.");
        text.Line(2, "env_file:");
        text.Line(3, "- path: .env");
        text.Line(4, "required: false");
        text.Comment(2, "Again after a crash and after a restart of the engine, but not after docker compose stop.");
        text.Entry(2, "restart", "unless-stopped");
        text.Comment(2, "The program needs no more rights than it has at its start.");
        text.Line(2, "security_opt:");
        text.Item(3, "no-new-privileges:true");
        if (project.Gpu.Wheels != GpuWheels.Cuda)
            return;
        text.Comment(2, "All of the machine's GPUs; the NVIDIA container toolkit must be installed there.");
        text.Line(2, "deploy:");
        text.Line(3, "resources:");
        text.Line(4, "reservations:");
        text.Line(5, "devices:");
        text.Line(6, "- driver: nvidia");
        text.Line(7, "count: all");
        text.Line(7, "capabilities: [gpu]");
    }

    private static void WriteWatch(YamlText text, PythonProject project)
    {
        text.Comment(2, "A rebuild after a change of code takes only its last step. Files aren't synced into the running container: there they belong to root, and the program can't change them.");
        text.Line(2, "develop:");
        text.Line(3, "watch:");
        text.Line(4, "- action: rebuild");
        text.Entry(5, "path", ".");
        text.Line(5, "ignore:");
        foreach (var ignored in (string[])[".venv/", ".git/", "**/__pycache__/", .. project.TestFolders.Concat(project.DocumentationFolders).Select(folder => $"{folder}/")])
            text.Item(6, ignored);
    }

    private static void WriteSecrets(YamlText text, PythonProject project)
    {
        var secrets = SecretNames(project);
        if (secrets.Count == 0)
            return;
        text.Comment(0, "Values come from your own environment or home, and stand in no file of the project.");
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

    private static IReadOnlyList<string> SecretNames(PythonProject project) => [.. Mounts.Secrets(project).Select(secret => secret.Split(',')[1]["id=".Length..])];
}
