using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Writes the cache into Azure Blob Storage. The docker driver's own BuildKit doesn't have this backend.</summary>
public sealed record AzblobCacheTo : CacheTo, IAzblobLocation
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

    /// <summary><c>mode</c>; <c>null</c> is <see cref="CacheMode.Min"/>, which keeps nothing of a builder stage.</summary>
    public CacheMode? Mode { get; init; }

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build; <c>null</c> is <c>false</c>. Needs BuildKit 0.12.0.</summary>
    public bool? IgnoreError { get; init; }

    /// <inheritdoc/>
    internal override string Location => $"{Folder}{Name ?? "buildkit"}";

    /// <inheritdoc/>
    internal override ImmutableArray<string> Locations => [.. (Name ?? "buildkit").Split(';').Select(name => Folder + name)];

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;

    private string Folder => $"{AccountUrl ?? AccountName}/{Container ?? "buildkit-cache"}/{Prefix}{ManifestsPrefix ?? "manifests/"}";

    internal static AzblobCacheTo Read(FlagAttributes _) => new()
    {
        AccountUrl = _.Text("account_url"),
        AccountName = _.Text("account_name"),
        Container = _.Text("container"),
        Prefix = _.Text("prefix"),
        BlobsPrefix = _.Text("blobs_prefix"),
        ManifestsPrefix = _.Text("manifests_prefix"),
        Name = _.Text("name"),
        SecretAccessKey = _.Text("secret_access_key"),
        Mode = _.Enum<CacheMode>("mode"),
        IgnoreError = _.Bool("ignore-error"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        AzblobAttributes.Write(_, this);
        _.Add("mode", Mode?.ToValue());
        _.Add("ignore-error", IgnoreError);
    }
}
