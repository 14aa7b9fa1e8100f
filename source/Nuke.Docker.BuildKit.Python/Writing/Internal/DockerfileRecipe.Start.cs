using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

// What the image does when it is started, and what it is called.
internal abstract partial class DockerfileRecipe
{
    private void WriteStart(DockerfileText text)
    {
        text.Add("By number, for the same reason as above.", $"USER {options.UserId}:{options.UserId}");
        if (project.Port is { } port)
        {
            text.Add("Where the program listens. It publishes nothing; that is docker run -p or compose's ports.", $"EXPOSE {port}");
            if (options.HealthCheck)
                WriteHealthCheck(text, port);
        }

        var signal = StopSignal();
        text.Add(
            signal == "SIGINT"
                ? "What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop would wait ten seconds."
                : "The signal on which the server finishes the requests at hand and ends.",
            $"STOPSIGNAL {signal}");
        if (project.StartCommand.Count > 0)
            text.Add("A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.", $"CMD {DockerfileJson.List(project.StartCommand)}");
        else
            text.Add("Nothing to start was found: put your program here.", "CMD [\"python\"]");
    }

    private void WriteHealthCheck(DockerfileText text, int port)
    {
        var program = HealthProgram.Of(project, port);
        var period = project.HeavyDependencies.Count > 0 ? "60s" : "10s";
        text.Add(
            "Python is there anyway, so no curl needs to be installed for this." + (project.HealthPath is null ? " It only sees whether somebody listens: better is a route such as /health." : ""),
            $"HEALTHCHECK --interval=30s --timeout=3s --start-period={period} \\\n    CMD {DockerfileJson.List(["python", "-c", program])}");
    }

    private string StopSignal() => project.Framework is PythonFramework.None or PythonFramework.Telegram or PythonFramework.Discord or PythonFramework.Gradio
        || project.StartCommand is ["python" or "flask", ..] && project.Framework is not PythonFramework.Aiohttp
        ? "SIGINT"
        : "SIGTERM";

    private void WriteLabels(DockerfileText text)
    {
        List<string> labels =
        [
            $"org.opencontainers.image.title={DockerfileJson.Text(project.Name)}",
            .. options.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={DockerfileJson.Text(label.Value.Replace("$", "\\$"))}"),
            "org.opencontainers.image.version=\"${VERSION}\"",
            "org.opencontainers.image.revision=\"${REVISION}\"",
        ];
        text.Add(
            "Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.",
            $"ARG VERSION={project.Version ?? "0.0.0"}", "ARG REVISION=unknown", $"LABEL {string.Join(" \\\n      ", labels)}");
    }
}
