using System.Buffers;

namespace Nuke.Docker.BuildKit.Text.Redaction;

/// <summary>Redacts <c>user:password@</c> in URLs, the most common form of a token in a build argument.</summary>
internal static class UrlCredentials
{
    private static readonly SearchValues<char> s_afterAuthority = SearchValues.Create(" \t\r\n/?#\"',");

    public static string Redact(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        while (start >= 0)
        {
            var isSsh = start >= 3 && text.AsSpan(0, start).EndsWith("ssh", StringComparison.OrdinalIgnoreCase);
            start += 3;
            var end = text.AsSpan(start).IndexOfAny(s_afterAuthority);
            var authority = end < 0 ? text.AsSpan(start) : text.AsSpan(start, end);
            var at = authority.LastIndexOf('@');

            // "git@host" and "ssh://name@host" name an account; only a password or a token is secret.
            if (at > 0 && IsSecret(authority[..at], isSsh))
            {
                text = string.Concat(text.AsSpan(0, start), Redactor.Mark, text.AsSpan(start + at));
                start += Redactor.Mark.Length;
            }

            start = text.IndexOf("://", start, StringComparison.Ordinal);
        }

        return text;
    }

    private static bool IsSecret(ReadOnlySpan<char> user, bool isSsh) =>
        !user.SequenceEqual("git") && !user.SequenceEqual(Redactor.Mark) && !(isSsh && !user.Contains(':'));
}
