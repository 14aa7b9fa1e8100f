using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Decides which caches a build imports and exports. Strategies are values. Strings convert implicitly.</summary>
public abstract record CacheStrategy
{
    /// <summary>GitHub's cache in GitHub Actions, a registry in another CI system with a login, otherwise a local folder.</summary>
    public static AutoStrategy Auto { get; } = new();

    /// <summary>A local folder for each image.</summary>
    public static LocalStrategy Local { get; } = new();

    /// <summary>A registry: the repository of each image, or the repository of the parameter <c>--docker-cache-ref</c>.</summary>
    public static RegistryStrategy Registry { get; } = new();

    /// <summary>An inline cache in the pushed image.</summary>
    public static InlineStrategy Inline { get; } = new();

    /// <summary>The cache service of GitHub Actions.</summary>
    public static GhaStrategy Gha { get; } = new();

    /// <summary>An Amazon S3 bucket. Default: <c>AWS_BUCKET</c> in <c>AWS_REGION</c>.</summary>
    public static S3Strategy S3 { get; } = new();

    /// <summary>Azure Blob Storage. Default: the account of <c>BUILDKIT_AZURE_STORAGE_ACCOUNT_URL</c>.</summary>
    public static AzblobStrategy Azblob { get; } = new();

    /// <summary>No import and no export. The engine still reuses its own layers.</summary>
    public static NoCacheStrategy None { get; } = new();

    /// <summary>The name of the strategy for <see cref="Parse"/>, such as <c>registry</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True to import the cache without exporting it. <see cref="Parse"/> reads it from the suffix <c>:ro</c>.</summary>
    public bool ReadOnly { get; init; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheStrategy(string text) => Parse(text);

    /// <summary>Combines strategies: all are imported, in this order, and all that are not <see cref="ReadOnly"/> are exported.</summary>
    public static ChainStrategy Chain(params IEnumerable<CacheStrategy> strategies) => new([.. strategies]);

    /// <summary>
    /// Parses <c>auto</c>, <c>local</c>, <c>registry</c>, <c>inline</c>, <c>gha</c>, <c>s3</c>, <c>azblob</c>, <c>none</c>, or a comma-separated list of
    /// them. The suffix <c>:ro</c> makes a strategy read-only: <c>registry,local:ro</c>.
    /// </summary>
    /// <exception cref="InvalidSettingException">The text contains another name. The message lists the valid ones.</exception>
    public static CacheStrategy Parse(string text) => CacheStrategyText.Parse(text);

    /// <summary>Decides on the caches of a build.</summary>
    /// <exception cref="InvalidSettingException">The strategy needs a value that is not set, such as a bucket.</exception>
    public CacheDecision Decide(CacheFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var decision = DecideCore(facts);
        return ReadOnly && !decision.To.IsEmpty ? decision with { To = [], Reason = $"{decision.Reason}, read-only" } : decision;
    }

    /// <summary>Decides without regard to <see cref="ReadOnly"/>.</summary>
    private protected abstract CacheDecision DecideCore(CacheFacts facts);
}
