using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Arguments;

/// <summary>Replaces known secret values in a text by <see cref="Argument.Redacted"/>.</summary>
internal sealed class Redactor
{
    // Redacting shorter values would redact ordinary words and thereby reveal the value.
    private const int ShortestValue = 4;
    private const int ShortestLine = 8;

    private readonly ImmutableArray<string> _secrets;

    /// <summary>
    /// Creates a redactor. Each line of a multi-line secret, such as a private key, is redacted, because output arrives line by line. Values shorter
    /// than 4 characters, and lines shorter than 8, are not redacted.
    /// </summary>
    public Redactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.SelectMany(Parts).Distinct(StringComparer.Ordinal).OrderByDescending(part => part.Length)];

    /// <summary>Redactor without secrets.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>Redacts a text; returns the text itself if it contains no secret.</summary>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Argument.Redacted, StringComparison.Ordinal);

        return text;
    }

    private static IEnumerable<string> Parts(string secret)
    {
        var value = secret.Trim();
        if (value.Length >= ShortestValue)
            yield return value;
        if (!value.Contains('\n', StringComparison.Ordinal))
            yield break;

        foreach (var line in value.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length >= ShortestLine)
                yield return line;
        }
    }
}
