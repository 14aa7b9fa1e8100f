using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Commands.Arguments;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Recognizes values that look like credentials by their name or form, and removes them from texts.</summary>
internal sealed partial class SensitiveValues
{
    private static readonly string[] s_words =
    [
        "PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIAL", "AUTH", "COOKIE",
        "SESSION", "SIGNATURE", "_KEY", "_PAT", "DSN", "CONNECTION_STRING", "INDEX_URL",
    ];

    private readonly Redactor _redactor;

    /// <param name="variables">The values of all arguments and variables.</param>
    /// <param name="secrets">Other values that must not appear.</param>
    public SensitiveValues(IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> secrets) =>
        _redactor = new Redactor([.. secrets, .. variables.Where(variable => IsSensitive(variable.Key, variable.Value)).Select(variable => variable.Value)]);

    /// <summary>Returns true if a variable may contain a credential.</summary>
    public static bool IsSensitive(string name, string value) =>
        value.Length > 0
        && (s_words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) || IsCredential(value));

    /// <summary>Removes the sensitive values, and passwords in URLs, from a text.</summary>
    public string Redact(string text)
    {
        var redacted = Commands.Arguments.Internal.UrlCredentials.Redact(_redactor.Redact(text));
        return Credential().Replace(redacted, "***");
    }

    private static bool IsCredential(string value) =>
        Credential().IsMatch(value)
        || Commands.Arguments.Internal.UrlCredentials.Redact(value) != value
        || (value.Length >= 20 && !value.Contains(' ', StringComparison.Ordinal) && Random().IsMatch(value) && HasManyKinds(value));

    // A version, a path or a commit has no letters of both cases; a random token has, and digits as well.
    private static bool HasManyKinds(string value) =>
        value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower) && value.Count(char.IsAsciiDigit) >= 2;

    [GeneratedRegex(
        @"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|pypi-[A-Za-z0-9_-]{16,}"
        + @"|sk-[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.?[A-Za-z0-9_-]*|AIza[A-Za-z0-9_-]{30,})|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*",
        RegexOptions.CultureInvariant)]
    private static partial Regex Credential();

    [GeneratedRegex("^[A-Za-z0-9+/=_.-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Random();
}
