using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Nuke.Docker.BuildKit.Text.Redaction;

/// <summary>
/// Replaces secrets in a text by <see cref="Mark"/>: known values, and everything that looks like a credential (<see cref="CredentialShapes"/>).
/// </summary>
internal sealed class Redactor
{
    /// <summary>Replaces a secret.</summary>
    public const string Mark = "[REDACTED]";

    // Redacting shorter values would redact ordinary words and thereby reveal the value.
    private const int ShortestValue = 4;
    private const int ShortestLine = 8;
    private const int ShortestEncoded = 8;

    private readonly ImmutableArray<string> _secrets;
    private readonly SearchValues<string>? _search;

    /// <summary>
    /// Creates a redactor. Each line of a multi-line secret, such as a private key, is redacted, because output arrives line by line. Values shorter
    /// than 4 characters, and lines shorter than 8, are not redacted. Values are also redacted in base64 and as part of a URL.
    /// </summary>
    public Redactor(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets.SelectMany(Parts).SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(part => part.Length)];
        _search = _secrets.IsEmpty ? null : SearchValues.Create(_secrets.AsSpan(), StringComparison.Ordinal);
    }

    /// <summary>Redactor without known values, which redacts by shape.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>Redacts a text; returns the text itself if it contains no secret.</summary>
    public string Redact(string text) => CredentialShapes.Redact(RedactKnown(text));

    /// <summary>Redacts only the known values: output that is read as data must keep everything else.</summary>
    public string RedactKnown(string text)
    {
        // One search for all values. Most lines contain none.
        if (_search is not null && text.AsSpan().ContainsAny(_search))
        {
            foreach (var secret in _secrets)
                text = text.Replace(secret, Mark, StringComparison.Ordinal);
        }

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

    private static IEnumerable<string> Forms(string value)
    {
        yield return value;
        if (value.Length < ShortestEncoded)
            yield break;
        yield return Uri.EscapeDataString(value);
        // Without the last characters, which depend on what follows the value.
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')[..^1];
    }
}
