using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// Azure Blob Storage, with a manifest for each image, branch and platform. Layers are shared. Requires a docker-container, kubernetes or remote
/// builder.
/// </summary>
public sealed record AzblobStrategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "azblob";

    /// <summary><c>account_url</c>, <c>https://acme.blob.core.windows.net</c>. <c>null</c>: <c>BUILDKIT_AZURE_STORAGE_ACCOUNT_URL</c>.</summary>
    public string? AccountUrl { get; init; }

    /// <summary><c>container</c>. <c>null</c>: <c>BUILDKIT_AZURE_STORAGE_CONTAINER</c>, or BuildKit's default <c>buildkit-cache</c>.</summary>
    public string? Container { get; init; }

    /// <summary><c>prefix</c> of all blobs. <c>null</c>: none.</summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// The environment variable with the account key, which is redacted in logs. <c>null</c>: the builder uses the default credentials of Azure.
    /// </summary>
    public string? KeyVariable { get; init; }

    /// <summary>The steps to export. Default: all, including those of builder stages.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: true to continue the build if the export fails. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var account = AccountUrl ?? Variable(facts, "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL")
            ?? throw Missing("no account is set. Set BUILDKIT_AZURE_STORAGE_ACCOUNT_URL, or AccountUrl of CacheStrategy.Azblob in the build class");
        var container = Container ?? Variable(facts, "BUILDKIT_AZURE_STORAGE_CONTAINER");
        var key = KeyVariable is null ? null : Variable(facts, KeyVariable)
            ?? throw Missing($"the environment variable {KeyVariable}, which contains the account key, is not set");
        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"Azure Blob Storage {account}, {Prefix}{scope.SharedName}",
            scope.SharedNames.Select(name => new AzblobCacheFrom
            {
                AccountUrl = account,
                Container = container,
                Prefix = Prefix,
                Name = name,
                SecretAccessKey = key,
            }),
            new AzblobCacheTo
            {
                AccountUrl = account,
                Container = container,
                Prefix = Prefix,
                Name = scope.SharedName,
                SecretAccessKey = key,
                Mode = Mode,
                IgnoreError = IgnoreError,
            });
    }

    private static InvalidSettingException Missing(string problem) => new("--docker-cache azblob", problem);

    private static string? Variable(CacheFacts facts, string name) => facts.Environment(name) is { Length: > 0 } value ? value : null;
}
