using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>How it is decided where a build reads its cache from and writes it to. Strategies are values; a plain string converts to one.</summary>
public abstract record CacheStrategy
{
    /// <summary>GitHub's cache in GitHub Actions, a registry in another CI that is logged in to one, else a local folder.</summary>
    public static AutoStrategy Auto { get; } = new();

    /// <summary>A folder of this machine for each image.</summary>
    public static LocalStrategy Local { get; } = new();

    /// <summary>A registry; each image's own repository, or that of the parameter <c>--docker-cache-ref</c>.</summary>
    public static RegistryStrategy Registry { get; } = new();

    /// <summary>Within the image itself, which is pushed.</summary>
    public static InlineStrategy Inline { get; } = new();

    /// <summary>The cache service of GitHub Actions.</summary>
    public static GhaStrategy Gha { get; } = new();

    /// <summary>A bucket of Amazon S3, by default that of <c>AWS_BUCKET</c> and <c>AWS_REGION</c>.</summary>
    public static S3Strategy S3 { get; } = new();

    /// <summary>Azure Blob Storage, by default the account of <c>BUILDKIT_AZURE_STORAGE_ACCOUNT_URL</c>.</summary>
    public static AzblobStrategy Azblob { get; } = new();

    /// <summary>Nothing is read and nothing is written; the engine's own layers are still reused.</summary>
    public static NoCacheStrategy None { get; } = new();

    /// <summary>The word that <see cref="Parse"/> takes for it: <c>registry</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the cache is read and never written; <c>:ro</c> behind the word.</summary>
    public bool ReadOnly { get; init; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheStrategy(string text) => Parse(text);

    /// <summary>Several of them: all are read in this order, and all are written that aren't <see cref="ReadOnly"/>.</summary>
    public static ChainStrategy Chain(params IEnumerable<CacheStrategy> strategies) => new([.. strategies]);

    /// <summary>Reads <c>auto</c>, <c>local</c>, <c>registry</c>, <c>inline</c>, <c>gha</c>, <c>s3</c>, <c>azblob</c>, <c>none</c>, or several with commas between them; <c>:ro</c> behind a word keeps it from being written: <c>registry,local:ro</c>.</summary>
    /// <exception cref="InvalidSettingException">Another word; the message names those that exist.</exception>
    public static CacheStrategy Parse(string text) => CacheStrategyText.Parse(text);

    /// <summary>The decision for one build.</summary>
    /// <exception cref="InvalidSettingException">The strategy lacks something that only the user can tell, such as a bucket.</exception>
    public CacheDecision Decide(CacheFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var decision = DecideCore(facts);
        return ReadOnly && !decision.To.IsEmpty ? decision with { To = [], Reason = $"{decision.Reason}, only read" } : decision;
    }

    /// <summary>The decision, as if the cache could be written.</summary>
    private protected abstract CacheDecision DecideCore(CacheFacts facts);
}
