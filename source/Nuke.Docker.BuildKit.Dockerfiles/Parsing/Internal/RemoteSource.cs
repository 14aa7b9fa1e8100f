namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Recognizes sources of <c>ADD</c> that are not paths.</summary>
internal static class RemoteSource
{
    public static bool IsHttp(string source) =>
        (source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal)) && !IsGit(source);

    public static bool IsGit(string source)
    {
        var plain = source.Split('#', 2)[0].Split('?', 2)[0];
        if (source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal))
            return plain.EndsWith(".git", StringComparison.Ordinal);
        return source.StartsWith("git://", StringComparison.Ordinal) || source.StartsWith("ssh://", StringComparison.Ordinal) || IsScp(source);
    }

    public static bool IsDigest(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var length = colon < 0 ? 0 : text[..colon] switch { "sha256" => 64, "sha384" => 96, "sha512" => 128, _ => 0 };
        return length > 0
            && text.Length - colon - 1 == length
            && text[(colon + 1)..].All(character => char.IsAsciiDigit(character) || character is >= 'a' and <= 'f');
    }

    // user@host:path
    private static bool IsScp(string source)
    {
        var at = source.IndexOf('@', StringComparison.Ordinal);
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && colon > at + 1 && colon < source.Length - 1 && source[..at].All(IsNameCharacter) && source[(at + 1)..colon].All(IsNameCharacter);
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_';
}
