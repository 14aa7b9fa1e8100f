using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Names that may stand in a tag: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>. Two texts never have one name: what had to be changed or cut ends in a hash.</summary>
internal static class Slug
{
    /// <summary>What stands between two names. No name contains it, so that "a" and "b__c" can't be mistaken for "a__b" and "c".</summary>
    public const string Separator = "__";

    private const int HashLength = 10;

    /// <summary>The name of a text.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="maxLength">At least 12.</param>
    /// <param name="lower">Without capitals, for file systems that don't tell them apart.</param>
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

        // A tag begins with neither a dot nor a dash, and next to a separator an underscore would be lost.
        return cleaned.ToString().TrimStart('-', '.', '_').TrimEnd('_');
    }

    // Or a branch could be named as another one's changed name is.
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
