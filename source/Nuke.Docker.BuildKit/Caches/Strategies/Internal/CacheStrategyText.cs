using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Strategies as they are typed.</summary>
internal static class CacheStrategyText
{
    private const string ReadOnlyMark = ":ro";

    public static CacheStrategy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        return words.Length == 1 ? One(words[0], text) : CacheStrategy.Chain(words.Select(word => One(word, text)));
    }

    private static CacheStrategy One(string word, string text)
    {
        var readOnly = word.EndsWith(ReadOnlyMark, StringComparison.Ordinal);
        var name = readOnly ? word[..^ReadOnlyMark.Length] : word;
        CacheStrategy strategy = name.ToLowerInvariant() switch
        {
            "auto" => CacheStrategy.Auto,
            "local" => CacheStrategy.Local,
            "registry" => CacheStrategy.Registry,
            "inline" => CacheStrategy.Inline,
            "gha" => CacheStrategy.Gha,
            "s3" => CacheStrategy.S3,
            "azblob" => CacheStrategy.Azblob,
            "none" => CacheStrategy.None,
            _ => throw new InvalidSettingException("--docker-cache", $"'{word}'{(word == text ? "" : $" in '{text}'")} is no cache strategy. There are auto, local, registry, inline, gha, s3, azblob and none; several with commas between them, such as registry,local; and :ro behind one that is only read"),
        };
        return readOnly ? strategy with { ReadOnly = true } : strategy;
    }
}
