using System.Text;
using System.Text.Json;
using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Reads the lines that buildx writes to standard error under <c>--progress=rawjson</c>. A line that isn't an update is a <see cref="TextLine"/>. A
/// line that looks like an update but can't be read is an <see cref="UnknownLine"/>.
/// </summary>
internal static class ProgressReader
{
    /// <summary>Reads one line. Never throws because of its content.</summary>
    /// <param name="line">A line of any length, with or without its line end.</param>
    public static ProgressEvent Read(string line) => Read(line, new RecentTexts());

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="line">A line of any length, with or without its line end.</param>
    /// <param name="recent">The texts of earlier lines of the same build, which need no copy.</param>
    public static ProgressEvent Read(string line, RecentTexts recent)
    {
        var text = line.AsSpan().TrimEnd("\r\n");
        if (!LooksLikeJson(text))
            return new TextLine(text.Length == line.Length ? line : text.ToString());
        if (CompactStatusReader.Read(text, recent) is { } compact)
            return compact;
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

    // The shell code "{ echo hi; }" in an excerpt begins with a brace, too. In a JSON object, a quote or the closing brace follows.
    private static bool LooksLikeJson(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.Length > 0 && text[0] == '{' && text[1..].TrimStart() is var rest && (rest.IsEmpty || rest[0] is '"' or '}');
    }
}
