using System.Buffers;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Text.Redaction;

/// <summary>Finds the secret words of a secret: all of a password, or the passwords in a <c>pip.conf</c>, a <c>.netrc</c> or a JSON key file.</summary>
internal static partial class SecretText
{
    private static readonly SearchValues<char> s_structure = SearchValues.Create(" \t:[]{}");

    private const int MostWords = 1000;

    /// <summary>Returns the values to redact. A text with several lines has those of each line.</summary>
    public static IEnumerable<string> Values(string secret)
    {
        var text = secret.Trim();
        if (text.Length == 0)
            return [];
        // A single word is a password or a token, whatever it looks like.
        if (!text.AsSpan().ContainsAny('\n', ' '))
            return [text, .. Passwords(text)];
        return text.Contains('\n', StringComparison.Ordinal)
            ? [.. text.Split('\n', StringSplitOptions.TrimEntries).SelectMany(Line).Distinct(StringComparer.Ordinal).Take(MostWords)]
            : [text, .. Line(text)];
    }

    /// <summary>Returns the values to redact in a file; none if it can't be read, which the build reports.</summary>
    public static IEnumerable<string> ValuesOfFile(string file)
    {
        try
        {
            // BuildKit's limit is 500 KiB.
            return new FileInfo(file) is { Exists: true, Length: > 0 and <= 512 * 1024 } ? Values(File.ReadAllText(file)) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Returns the values of <c>ARG</c> and <c>ENV</c> in a Dockerfile that look like credentials; BuildKit inserts them into the names of steps.
    /// </summary>
    public static IEnumerable<string> ValuesOfDockerfile(string file)
    {
        try
        {
            return new FileInfo(file) is not { Exists: true, Length: > 0 } ? [] : File.ReadLines(file)
                .Select(line => line.TrimStart())
                .Where(line => line.StartsWith("ARG ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("ENV ", StringComparison.OrdinalIgnoreCase))
                .SelectMany(line => Defaults().Matches(line))
                .Where(match => CredentialShapes.IsCredential(match.Groups["name"].Value, match.Groups["value"].Value))
                .Select(match => match.Groups["value"].Value)
                .ToList();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A section header, a comment or a URL without a password is no secret, and appears in other output.
    private static IEnumerable<string> Line(string line)
    {
        foreach (var word in Passwords(line).Concat(Words().Matches(line).Where(IsSecret).Select(match => match.Groups["value"].Value)))
            yield return word;
        if (IsEncoded(line))
            yield return line;
    }

    private static bool IsSecret(Match match) =>
        CredentialNames.IsCredential(match.Groups["name"].Value) && CredentialShapes.IsValue(match.Groups["value"].Value);

    private static IEnumerable<string> Passwords(string text) =>
        Urls().Matches(text).SelectMany(match => new[] { match.Groups["user"].Value, match.Groups["password"].Value }).Where(CredentialShapes.IsValue)
            .SelectMany(value => new[] { value, Uri.UnescapeDataString(value) });

    // A line of a key or a certificate, or a token in a line of its own.
    private static bool IsEncoded(string line) =>
        line.Length >= 16
        && !line.StartsWith("-----", StringComparison.Ordinal)
        && !line.AsSpan().ContainsAny(s_structure)
        && line.Any(char.IsAsciiDigit);

    // name = value, name: value, "name": "value", and the "password value" of .netrc.
    [GeneratedRegex("""(?<name>[A-Za-z_][\w.-]*)["']?\s*[=:\s]\s*["']?(?<value>[^\s"',]+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Words();

    // NAME=value NAME="value", and the old form ENV NAME value.
    [GeneratedRegex(
        """\s(?<name>\w+)(?:=|\s+)(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'$]+))""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Defaults();

    // https://user:password@host; of https://token@host, the token is the user.
    [GeneratedRegex("""://(?:[^:@/\s]*:(?<password>[^@/\s]+)|(?<user>[^:@/\s]+))@""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Urls();
}
