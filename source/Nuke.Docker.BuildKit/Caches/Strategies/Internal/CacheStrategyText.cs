using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Parses strategies.</summary>
internal static class CacheStrategyText
{
    private const string ReadOnlyMark = ":ro";

    private const string Problem =
        "is not a cache strategy. Use auto, local, registry, inline, gha, s3, azblob or none; a comma-separated list such as registry,local; and the "
        + "suffix :ro to make a strategy read-only";

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
            _ => throw new InvalidSettingException("--docker-cache", $"'{word}'{(word == text ? "" : $" in '{text}'")} {Problem}"),
        };
        return readOnly ? strategy with { ReadOnly = true } : strategy;
    }
}
