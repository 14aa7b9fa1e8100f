using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Reads a cache from Azure Blob Storage. The docker driver's own BuildKit doesn't have this backend.</summary>
public sealed record AzblobCacheFrom : CacheFrom, IAzblobLocation
{
    /// <inheritdoc/>
    public override string Type => "azblob";

    /// <summary><c>account_url</c>; <c>null</c> is <c>BUILDKIT_AZURE_STORAGE_ACCOUNT_URL</c> of the daemon's environment.</summary>
    public string? AccountUrl { get; init; }

    /// <summary><c>account_name</c>; <c>null</c> is what the URL says.</summary>
    public string? AccountName { get; init; }

    /// <summary><c>container</c>; <c>null</c> is <c>buildkit-cache</c>.</summary>
    public string? Container { get; init; }

    /// <summary><c>prefix</c> of all blobs; <c>null</c> is none.</summary>
    public string? Prefix { get; init; }

    /// <summary><c>blobs_prefix</c>; <c>null</c> is <c>blobs/</c>.</summary>
    public string? BlobsPrefix { get; init; }

    /// <summary><c>manifests_prefix</c>; <c>null</c> is <c>manifests/</c>.</summary>
    public string? ManifestsPrefix { get; init; }

    /// <summary><c>name</c> of the manifest, or several between semicolons; <c>null</c> is <c>buildkit</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>secret_access_key</c> of the account; <c>null</c> is what Azure's tools of the daemon would take. Redacted in logs.</summary>
    public string? SecretAccessKey { get; init; }

    internal static AzblobCacheFrom Read(FlagAttributes _) => new()
    {
        AccountUrl = _.Text("account_url"),
        AccountName = _.Text("account_name"),
        Container = _.Text("container"),
        Prefix = _.Text("prefix"),
        BlobsPrefix = _.Text("blobs_prefix"),
        ManifestsPrefix = _.Text("manifests_prefix"),
        Name = _.Text("name"),
        SecretAccessKey = _.Text("secret_access_key"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        AzblobAttributes.Write(_, this);
    }
}
