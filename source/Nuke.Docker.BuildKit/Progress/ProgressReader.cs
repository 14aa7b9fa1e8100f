using System.Text;
using System.Text.Json;
using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Reads the lines that buildx writes to standard error under <c>--progress=rawjson</c>. Every line has a meaning: what isn't
/// an update is text, and what looks like an update but can't be read is kept as <see cref="UnknownLine"/>.
/// </summary>
public static class ProgressReader
{
    /// <summary>Reads one line. Never throws for what the line holds.</summary>
    /// <param name="line">A line of any length, with or without its end.</param>
    public static ProgressEvent Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line.AsSpan().TrimEnd("\r\n");
        if (!LooksLikeJson(text))
            return new TextLine(text.Length == line.Length ? line : text.ToString());
        try
        {
            return SolveStatusReader.Read(Encoding.UTF8.GetBytes(line)) is { } status
                ? status
                : new UnknownLine(text.ToString(), "a JSON object without vertexes, statuses, logs or warnings");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return new UnknownLine(text.ToString(), exception.Message);
        }
    }

    // A shell's "{ echo hi; }" in a source excerpt begins with a brace too; a JSON object goes on with a quote or ends at once.
    private static bool LooksLikeJson(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.Length > 0 && text[0] == '{' && text[1..].TrimStart() is var rest && (rest.IsEmpty || rest[0] is '"' or '}');
    }
}
