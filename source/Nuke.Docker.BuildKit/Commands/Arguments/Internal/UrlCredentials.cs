using System.Buffers;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Arguments.Internal;

/// <summary>Redacts <c>user:password@</c> in URLs, the most common form of a token in a build argument.</summary>
internal static class UrlCredentials
{
    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create(" \t\r\n/?#\"',");

    public static string Redact(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        while (start >= 0)
        {
            start += 3;
            var end = text.AsSpan(start).IndexOfAny(AfterAuthority);
            var authority = end < 0 ? text.AsSpan(start) : text.AsSpan(start, end);
            var at = authority.LastIndexOf('@');

            // "git@host" names a public account; only a password or a token is secret.
            if (at > 0 && !authority[..at].SequenceEqual("git"))
            {
                text = string.Concat(text.AsSpan(0, start), Argument.Redacted, text.AsSpan(start + at));
                start += Argument.Redacted.Length;
            }

            start = text.IndexOf("://", start, StringComparison.Ordinal);
        }

        return text;
    }
}
