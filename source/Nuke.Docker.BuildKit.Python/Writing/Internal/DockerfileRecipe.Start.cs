using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

// The start command, health check and labels of the image.
internal abstract partial class DockerfileRecipe
{
    private void WriteStart(DockerfileText text)
    {
        text.Add("By number, for the same reason as above.", $"USER {options.UserId}:{options.UserId}");
        if (project.Port is { } port)
        {
            text.Add("The port that the program listens on. This does not publish it; use docker run -p or ports in compose.yaml.", $"EXPOSE {port}");
            if (options.HealthCheck)
                WriteHealthCheck(text, port);
        }

        var signal = StopSignal();
        text.Add(
            signal == "SIGINT"
                ? "The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop would wait " +
                    "ten seconds."
                : "The signal on which the server finishes its current requests and exits.",
            $"STOPSIGNAL {signal}");
        if (project.StartCommand.Count > 0)
        {
            var command = $"CMD {DockerfileJson.List(project.StartCommand)}";
            text.Add("A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.\n"
                + DockerfileEnd.MarkOf($"{text}\n{command}"), command);
        }
        else
            text.Add("No program to start was found: put yours here.", "CMD [\"python\"]");
    }

    private void WriteHealthCheck(DockerfileText text, int port)
    {
        var program = HealthProgram.Of(project, port);
        var period = project.HeavyDependencies.Count > 0 ? "60s" : "10s";
        text.Add(
            "Python is already installed, so the check needs no curl."
                + (project.HealthPath is null ? " It only checks that the port is open: a route such as /health is better." : ""),
            $"HEALTHCHECK --interval=30s --timeout=3s --start-period={period} \\\n    CMD {DockerfileJson.List(["python", "-c", program])}");
    }

    private string StopSignal() =>
        project.Framework is PythonFramework.None or PythonFramework.Telegram or PythonFramework.Discord or PythonFramework.Gradio or PythonFramework.Scrapy
        || project.StartCommand is ["python" or "flask", ..] && project.Framework is not PythonFramework.Aiohttp
        ? "SIGINT"
        : "SIGTERM";

    private void WriteLabels(DockerfileText text)
    {
        // That of the package, computed from Git.
        var version = project.VersionTools is [{ Folder: var folder } tool, ..] && folder == (project.Workspace?.Folder ?? "") ? tool.Variable : "VERSION";
        List<string> labels =
        [
            $"org.opencontainers.image.title={DockerfileJson.Text(project.Name)}",
            .. options.Labels.OrderBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => $"{label.Key}={DockerfileJson.Text(label.Value.Replace("$", "\\$"))}"),
            $"org.opencontainers.image.version=\"${{{version}}}\"",
            "org.opencontainers.image.revision=\"${REVISION}\"",
        ];
        text.Add(
            "Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.",
            $"ARG {version}={project.Version ?? GitVersionTool.Unknown}", "ARG REVISION=unknown", $"LABEL {string.Join(" \\\n      ", labels)}");
    }
}
