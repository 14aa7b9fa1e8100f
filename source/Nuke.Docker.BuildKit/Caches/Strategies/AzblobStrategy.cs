using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Azure Blob Storage, with a manifest for each image, branch and platform; layers are shared. It needs a docker-container, kubernetes or remote builder.</summary>
public sealed record AzblobStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "azblob";

    /// <summary><c>account_url</c>, <c>https://acme.blob.core.windows.net</c>. <c>null</c>: <c>BUILDKIT_AZURE_STORAGE_ACCOUNT_URL</c>.</summary>
    public string? AccountUrl { get; init; }

    /// <summary><c>container</c>. <c>null</c>: <c>BUILDKIT_AZURE_STORAGE_CONTAINER</c>, else BuildKit's default, <c>buildkit-cache</c>.</summary>
    public string? Container { get; init; }

    /// <summary><c>prefix</c> of all blobs. <c>null</c>: none.</summary>
    public string? Prefix { get; init; }

    /// <summary>The variable that holds the account's key; the key itself is redacted in logs. <c>null</c>: the builder finds its credentials as Azure's own tools do.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Which steps are kept; all by default, those of builder stages too.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var account = AccountUrl ?? Variable(facts, "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL")
            ?? throw new InvalidSettingException("--docker-cache azblob", "no account is named. Set BUILDKIT_AZURE_STORAGE_ACCOUNT_URL, or say CacheStrategy.Azblob with { AccountUrl = \"https://….blob.core.windows.net\" } in the build class");
        var container = Container ?? Variable(facts, "BUILDKIT_AZURE_STORAGE_CONTAINER");
        var key = KeyVariable is null ? null : Variable(facts, KeyVariable)
            ?? throw new InvalidSettingException("--docker-cache azblob", $"the variable {KeyVariable}, which should hold the account's key, is not set");
        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"Azure Blob Storage {account}, {Prefix}{scope.SharedName}",
            scope.SharedNames.Select(name => new AzblobCacheFrom { AccountUrl = account, Container = container, Prefix = Prefix, Name = name, SecretAccessKey = key }),
            new AzblobCacheTo { AccountUrl = account, Container = container, Prefix = Prefix, Name = scope.SharedName, SecretAccessKey = key, Mode = Mode, IgnoreError = IgnoreError });
    }

    private static string? Variable(CacheFacts facts, string name) => facts.Environment(name) is { Length: > 0 } value ? value : null;
}
