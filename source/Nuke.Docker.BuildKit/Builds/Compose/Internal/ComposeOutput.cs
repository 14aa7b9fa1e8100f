using System.Text.Json;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>
/// The output of <c>docker compose --progress json build</c>: BuildKit's events on standard output, and messages of compose as JSON of another form
/// on standard error.
/// </summary>
internal static class ComposeOutput
{
    /// <summary>Returns the name of a service in BuildKit's events. compose builds with bake, whose target names cannot contain a dot.</summary>
    public static string TargetOf(string service) => service.Replace('.', '_');

    /// <summary>Converts a line to the form of buildx: events as they are, and messages as text. Empty: the line does not concern the build.</summary>
    public static IEnumerable<string> Lines(OutputLine line)
    {
        if (line.Kind == OutputKind.StandardOutput)
            return line.Text.Length == 0 ? [] : [line.Text];
        if (line.Text.Length == 0 || line.Text[0] != '{')
            return [line.Text];

        try
        {
            using var document = JsonDocument.Parse(line.Text);
            var root = document.RootElement;
            if (root.TryGetProperty("message", out var message) && root.TryGetProperty("error", out _))
                return Error(message.GetString() ?? "");
            return root.TryGetProperty("msg", out var log) && root.TryGetProperty("level", out var level)
                ? [$"{(level.GetString() is "warning" or "error" ? "WARNING" : "note")}: {log.GetString()}"]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [line.Text];
        }
    }

    // The last line is the error, such as "target api: failed to solve: …". The lines above are the excerpt of the Dockerfile.
    private static IEnumerable<string> Error(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < lines.Length; index++)
            yield return index < lines.Length - 1 ? lines[index] : $"ERROR: {lines[index]}";
    }
}
