using System.Globalization;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>The lines of a Dockerfile that buildx prints with an error: between two rules, below <c>Dockerfile:3</c>.</summary>
internal sealed record DockerfileExcerpt(string File, int Line, IReadOnlyList<string> Lines)
{
    private const string Rule = "--------------------";

    /// <summary>Finds the last excerpt in the text; <c>null</c> if there is none.</summary>
    public static DockerfileExcerpt? Find(IReadOnlyList<string> text)
    {
        for (var end = text.Count - 1; end > 1; end--)
        {
            if (text[end] != Rule)
                continue;
            for (var start = end - 1; start > 0; start--)
            {
                if (text[start] == Rule && TryParsePlace(text[start - 1], out var file, out var line))
                    return new DockerfileExcerpt(file, line, [.. text.Skip(start + 1).Take(end - start - 1)]);
            }
        }
        return null;
    }

    private static bool TryParsePlace(string text, out string file, out int line)
    {
        var colon = text.LastIndexOf(':');
        file = colon > 0 ? text[..colon] : "";
        line = 0;
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out line);
    }
}
