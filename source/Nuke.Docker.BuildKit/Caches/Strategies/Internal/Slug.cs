using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>
/// Converts texts to names of letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, as a tag allows. Different texts have different names: a name that was
/// changed or shortened ends with a hash.
/// </summary>
internal static class Slug
{
    /// <summary>The separator of names. No name contains it, so that "a" and "b__c" differ from "a__b" and "c".</summary>
    public const string Separator = "__";

    private const int HashLength = 10;

    /// <summary>Returns the name of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The maximum length, at least 12.</param>
    /// <param name="lower">True for a name in lower case, for file systems that are not case-sensitive.</param>
    public static string Of(string text, int maxLength, bool lower = false)
    {
        var cleaned = Clean(text, lower);
        if (cleaned == text && text.Length is > 0 && text.Length <= maxLength && !EndsLikeAHash(text))
            return text;

        var hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())))[..HashLength];
        var head = cleaned[..Math.Min(cleaned.Length, maxLength - HashLength - 1)].TrimEnd('-', '_', '.');
        return head.Length == 0 ? hash : $"{head}-{hash}";
    }

    private static string Clean(string text, bool lower)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var kept = char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' ? character : '-';
            if (!(kept == '_' && cleaned.Length > 0 && cleaned[^1] == '_'))
                cleaned.Append(lower ? char.ToLowerInvariant(kept) : kept);
        }

        // A tag cannot start with a dot or a dash, and an underscore next to a separator would be ambiguous.
        return cleaned.ToString().TrimStart('-', '.', '_').TrimEnd('_');
    }

    // Otherwise a branch could have the changed name of another branch.
    private static bool EndsLikeAHash(string text)
    {
        if (text.Length < HashLength || (text.Length > HashLength && text[^(HashLength + 1)] != '-'))
            return false;
        foreach (var character in text.AsSpan(text.Length - HashLength))
        {
            if (!char.IsAsciiHexDigitLower(character))
                return false;
        }

        return true;
    }
}
