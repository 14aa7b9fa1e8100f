using System.Buffers;

namespace Nuke.Docker.BuildKit.Text.Redaction;

/// <summary>Recognizes names of variables, arguments and fields whose values are credentials, such as <c>API_TOKEN</c> or <c>dbPassword</c>.</summary>
internal static class CredentialNames
{
    // Last words of a name. "pass", "pw" and "pat" are ordinary words if they stand alone.
    private static readonly HashSet<string> s_always = new(StringComparer.OrdinalIgnoreCase)
    {
        "token", "password", "passwd", "pwd", "passphrase", "secret", "secrets", "credential", "credentials", "apikey", "apitoken", "authtoken", "accesstoken",
        "secretkey", "privatekey", "accesskey", "dsn", "psw", "bearer",
    };

    private static readonly HashSet<string> s_afterOthers = new(StringComparer.OrdinalIgnoreCase) { "pass", "pw", "pat", "auth", "pin", "jwt", "otp" };

    // Words before "key".
    private static readonly HashSet<string> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "secret", "private", "access", "encryption", "signing", "auth", "master", "account", "storage", "deploy", "license", "ssh", "gpg", "session",
        "shared", "app", "application", "service", "jwt", "hmac", "token", "webhook", "crypt", "fernet",
    };

    private static readonly SearchValues<char> s_separators = SearchValues.Create("_-. []");

    /// <summary>
    /// Returns <c>true</c> if the last word of the name denotes a credential. <c>TOKEN_FILE</c>, <c>MAX_TOKENS</c> and <c>PASSWORD_MIN_LENGTH</c> don't.
    /// </summary>
    public static bool IsCredential(string name)
    {
        var words = Words(name);
        if (words.Count == 0)
            return false;
        var last = words[^1];
        if (s_always.Contains(last))
            return true;
        if (words.Count == 1)
            return IsCompound(last);
        return s_afterOthers.Contains(last) || (last.Equals("key", StringComparison.OrdinalIgnoreCase) && s_keys.Contains(words[^2])) || IsCompound(last);
    }

    // Names in which nothing separates the words: GITHUBTOKEN, PGPASSWORD, dbpassword.
    private static bool IsCompound(string word) =>
        word.EndsWith("password", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("passwd", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("token", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("apikey", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("secret", StringComparison.OrdinalIgnoreCase);

    // API_TOKEN, api-token, api.token, apiToken.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index <= name.Length; index++)
        {
            var isSeparator = index == name.Length || s_separators.Contains(name[index]);
            var isHump = !isSeparator && index > start && char.IsUpper(name[index]) && char.IsLower(name[index - 1]);
            if (!isSeparator && !isHump)
                continue;
            if (index > start)
                words.Add(name[start..index]);
            start = isSeparator ? index + 1 : index;
        }

        return words;
    }
}
