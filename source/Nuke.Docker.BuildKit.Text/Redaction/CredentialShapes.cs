using System.Buffers;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Text.Redaction;

/// <summary>
/// Redacts values that look like credentials: passwords in URLs, tokens with a known prefix, and values that follow a name such as <c>API_TOKEN=</c>.
/// </summary>
internal static partial class CredentialShapes
{
    // Values shorter than this are ordinary words and numbers.
    private const int ShortestValue = 4;

    // A text without any of these words is returned unchanged. Most lines of a build contain none.
    private static readonly SearchValues<string> s_tokens = SearchValues.Create(
        [
            "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "xoxb-", "xoxp-", "xoxa-", "xoxs-", "xapp-",
            "hooks.slack.com/", "discord.com/api/webhooks/", "AKIA", "ASIA", "eyJ", "sk-", "sk_live_", "sk_test_", "rk_live_", "npm_", "pypi-", "hf_",
            "dckr_pat_", "dckr_oat_", "AIza", "GOCSPX-", "ya29.", "SG.", "dop_v1_", "shpat_", "sq0", "hvs.", "atlasv1.", "PMAK-", "lin_api_", "dp.pt.",
            ":AA", "tskey-", "PRIVATE KEY-----",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> s_words = SearchValues.Create(
        [
            "token", "passw", "pwd", "passphrase", "secret", "credential", "apikey", "key", "dsn", "_pass", "-pass", "_pw", "_pat", "_auth", "psw",
            "authorization", "bearer", "_pin", "_jwt", "_otp", "@tcp(", "@unix(", "sig=",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_harmless = SearchValues.Create(
        ["true", "false", "none", "null", "undefined", "required", "optional", "yes", "default"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Redacts a text; returns the text itself if nothing in it looks like a credential.</summary>
    public static string Redact(string text)
    {
        try
        {
            var shown = Replace(text);
            return shown == text ? text : shown;
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that can't be searched may contain a credential.
            return Redactor.Mark;
        }
    }

    /// <summary>Returns <c>true</c> if a value itself is a credential, or contains one.</summary>
    public static bool IsCredential(string value) => !ReferenceEquals(Redact(value), value);

    /// <summary>Returns <c>true</c> if the name or the value of a variable looks like a credential.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; <c>null</c> if it isn't known, so that the name decides.</param>
    public static bool IsCredential(string name, string? value) =>
        value is null ? CredentialNames.IsCredential(name) : (CredentialNames.IsCredential(name) && IsValue(value)) || IsCredential(value);

    /// <summary>Returns <c>true</c> if the value of a variable with the name of a credential is one: not empty, not a word such as <c>true</c>.</summary>
    public static bool IsValue(string value) =>
        value.Length >= ShortestValue
        && value[0] is not ('$' or '<' or '%' or '*')
        && !value.StartsWith(Redactor.Mark, StringComparison.Ordinal)
        && !(value.Length < 10 && value.AsSpan().IndexOfAny(s_harmless) == 0);

    private static string Replace(string text)
    {
        text = UrlCredentials.Redact(text);
        var span = text.AsSpan();
        if (span.ContainsAny(s_tokens))
            text = Tokens().Replace(text, Redactor.Mark);
        if (span.ContainsAny(s_words))
        {
            // Words such as "key" are in many lines: a search for what an expression requires is much cheaper than the expression.
            if (Has("authorization") || Has("bearer"))
                text = Headers().Replace(text, $"${{name}}{Redactor.Mark}");
            if (Has("@tcp(") || Has("@unix("))
                text = Drivers().Replace(text, $"${{user}}{Redactor.Mark}");
            if (Has("sig="))
                text = Signatures().Replace(text, $"${{name}}{Redactor.Mark}");
            if (text.AsSpan().ContainsAny('=', ':'))
                text = Assignments().Replace(text, WithoutValue);
            if (Has("--"))
                text = Flags().Replace(text, WithoutValue);
            if (Has("ENV"))
                text = Variables().Replace(text, WithoutValue);
        }

        return text;

        bool Has(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutValue(Match match) =>
        CredentialNames.IsCredential(match.Groups["name"].Value)
        && IsValue(match.Groups["value"].Value)
        // A list, an object, or the call of a function.
        && match.Groups["value"].Value[0] is not ('[' or '{' or '(')
            ? $"{match.Groups["before"].Value}{Redactor.Mark}"
            : match.Value;

    [GeneratedRegex(
        """
        \b(?:gh[pousr]_|dckr_[po]at_|npm_|hf_)[A-Za-z0-9_-]{16,}
        |\bgithub_pat_\w{20,}
        |\bgl(?:pat|dt|rt|cbt)-[\w.-]{16,}
        |\bxox[abps]-[\w-]{10,}|\bxapp-[\w-]{10,}
        |(?<=hooks\.slack\.com/(?:services|workflows)/)\S+
        |(?<=discord\.com/api/webhooks/)\S+
        |\b(?:AKIA|ASIA)[A-Z0-9]{16}\b
        |\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?
        |\bsk-[\w-]{20,}|\b[sr]k_(?:live|test)_\w{10,}
        |\bpypi-[\w-]{16,}
        |\bAIza[\w-]{30,}|\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}
        |\bSG\.[\w-]{16,}\.[\w-]{16,}
        |\bdop_v1_\w{32,}|\bshpat_\w{16,}|\bsq0[a-z]{3}-[\w-]{16,}|\bhvs\.[\w-]{20,}|\bPMAK-[\w-]{20,}|\blin_api_\w{20,}|\bdp\.pt\.\w{20,}|\btskey-[\w-]{16,}
        |\b[\w]{10,}\.atlasv1\.[\w-]{20,}
        |\b\d{8,10}:AA[\w-]{30,}
        |-----BEGIN[ A-Z]*PRIVATE\ KEY-----.*
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tokens();

    // Authorization: Bearer …, "Authorization": "Basic …"
    [GeneratedRegex(
        """
        (?<name>authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?|\bbearer\s+)
        (?!\[REDACTED\]|realm=|\$|<|token\b|auth)[\w.~+/=-]{8,}
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Headers();

    // user:password@tcp(host:3306)/database
    [GeneratedRegex("""(?<user>[\w.-]+:)[^@\s/"']+(?=@(?:tcp|unix)\()""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Drivers();

    // Shared access signatures of Azure.
    [GeneratedRegex("""(?<name>[?&]sig=)[\w%+/=-]{20,}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Signatures();

    // NAME=value, "name": "value", Password=value;
    [GeneratedRegex(
        """
        (?<before>(?<name>[A-Za-z_][\w.\[\]-]*(?:\ Key)?)(?:["']?\s?=\s?["']?|(?:["']|(?<!\b[Tt]oken))\s?:\s?["']))
        (?!\[REDACTED)(?<value>(?<=[=:]\s?")[^"]+|(?<=[=:]\s?')[^']+|[^\s"';,&)\]}]+)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Assignments();

    // --password value
    [GeneratedRegex(
        """(?<before>(?<!\S)--(?<name>[\w-]+)\s+["']?)(?<value>(?!id=)[^\s"'-][^\s"']*)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Flags();

    // ENV NAME value
    [GeneratedRegex("""(?<before>\bENV\s+(?<name>\w+)\s+["']?)(?<value>[^\s"'=][^"']*)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Variables();
}
