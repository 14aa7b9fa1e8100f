using System.Text.Json;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>What <c>docker compose --progress json build</c> writes: BuildKit's events to standard output, what compose itself has to say as JSON of another form to standard error.</summary>
internal static class ComposeOutput
{
    /// <summary>The name of a service among BuildKit's events. compose builds with bake, whose targets can't have a dot in their names.</summary>
    public static string TargetOf(string service) => service.Replace('.', '_');

    /// <summary>The line as buildx would have written it: events as they are, and errors as text. Empty: it says nothing of a build.</summary>
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
            return root.TryGetProperty("message", out var message) && root.TryGetProperty("error", out _) ? Error(message.GetString() ?? "")
                : root.TryGetProperty("msg", out var told) && root.TryGetProperty("level", out var level) ? [$"{(level.GetString() is "warning" or "error" ? "WARNING" : "note")}: {told.GetString()}"]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [line.Text];
        }
    }

    // Its last line is the error: "target api: failed to solve: …", with the Dockerfile's excerpt above.
    private static IEnumerable<string> Error(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < lines.Length; index++)
            yield return index < lines.Length - 1 ? lines[index] : $"ERROR: {lines[index]}";
    }
}
