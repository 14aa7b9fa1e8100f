using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads what an existing Dockerfile starts, on which port, and how it checks the program's health: in its last stage.</summary>
internal static class DockerfileEnd
{
    private const string Mark = "Detected (";

    /// <summary>
    /// Returns the comment of a detected program. It contains a checksum of what the last stage starts, so that an unchanged Dockerfile of DockerInit is
    /// no evidence of what the user wants.
    /// </summary>
    /// <param name="text">The Dockerfile, up to the program.</param>
    public static string MarkOf(string text) => $"{Mark}{Checksum(text)}): until you change it, DockerInit\u00A0--overwrite detects the program again.";

    /// <summary>True if the program, port and health check are those that were detected when the Dockerfile was written.</summary>
    public static bool IsAsDetected(string text) => text.LastIndexOf($"# {Mark}", StringComparison.Ordinal) is >= 0 and var mark
        && text.AsSpan(mark + Mark.Length + 2).StartsWith(Checksum(text), StringComparison.Ordinal);

    private static string Checksum(string text)
    {
        var started = new StringBuilder();
        foreach (var (instruction, value, _) in Instructions(text))
        {
            if (instruction == "FROM")
                started.Clear();
            else if (instruction is "CMD" or "ENTRYPOINT" or "EXPOSE" or "HEALTHCHECK")
                started.Append(instruction).Append(' ').Append(value.Trim()).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(started.ToString())).AsSpan(0, 4));
    }

    public static (IReadOnlyList<IReadOnlyList<string>>? Command, IReadOnlyList<string>? Health, int? Port, int Line, string? Script) Read(string text)
    {
        IReadOnlyList<IReadOnlyList<string>>? command = null, entrypoint = null;
        IReadOnlyList<string>? health = null;
        int? port = null;
        var line = 0;
        foreach (var (instruction, value, number) in Instructions(text))
        {
            switch (instruction)
            {
                case "FROM":
                    (command, entrypoint, health, port) = (null, null, null, null);
                    break;
                case "CMD":
                    (command, line) = (Words(value), number);
                    break;
                case "ENTRYPOINT":
                    (entrypoint, line) = (Words(value), line == 0 ? number : line);
                    break;
                case "EXPOSE":
                    port ??= PortOf(value);
                    break;
                case "HEALTHCHECK" when value.IndexOf("CMD", StringComparison.Ordinal) is >= 0 and var at:
                    health = CommandLines.Raw(Words(value[(at + 3)..]), value[(at + 3)..]);
                    break;
            }
        }

        // ENTRYPOINT ["gunicorn"] with CMD ["app:app"]; an entrypoint script usually starts the command after its preparations.
        var script = command is not null && entrypoint is [[var started, ..], ..] && started.EndsWith(".sh", StringComparison.Ordinal) ? started : null;
        if (entrypoint is [var first] && command is [var second])
            command = first is [var only, ..] && !only.EndsWith(".sh", StringComparison.Ordinal)
                && ProjectFiles.NameOf(only) is not ("tini" or "dumb-init" or "sh" or "bash")
                && !only.Contains("entrypoint", StringComparison.Ordinal)
                ? [[.. first, .. second]] : command;
        else
            command ??= entrypoint;
        return (command, health, port, line, script);
    }

    // EXPOSE 8000, EXPOSE 8000/tcp
    private static int? PortOf(string value)
    {
        var first = value.Trim().Split(' ', 2)[0];
        var number = first.EndsWith("/tcp", StringComparison.OrdinalIgnoreCase) ? first[..^4] : first;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? port : null;
    }

    private static IReadOnlyList<IReadOnlyList<string>>? Words(string value)
    {
        value = value.Trim();
        if (!value.StartsWith('['))
            return CommandLines.Split(value);
        try
        {
            using var document = JsonDocument.Parse(value);
            return [[.. document.RootElement.EnumerateArray().Select(item => item.GetString() ?? "")]];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return CommandLines.Split(value);
        }
    }

    private static IEnumerable<(string Instruction, string Value, int Line)> Instructions(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var first = i;
            var joined = new StringBuilder(line);
            while (joined[^1] == '\\' && i + 1 < lines.Length)
            {
                joined.Length--;
                var next = lines[++i].Trim();
                if (!next.StartsWith('#'))
                    joined.Append(' ').Append(next);
                else
                    joined.Append('\\');
                if (joined.Length == 0)
                    break;
            }

            if (joined.ToString().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries) is [var instruction, var value])
                yield return (instruction.ToUpperInvariant(), value, first + 1);
        }
    }
}
