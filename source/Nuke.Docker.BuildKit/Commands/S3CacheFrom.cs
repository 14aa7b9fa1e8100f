using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Reads a cache from a bucket of Amazon S3 or of a service like it. The docker driver's own BuildKit doesn't have this backend.</summary>
public sealed record S3CacheFrom : CacheFrom, IS3Location
{
    /// <inheritdoc/>
    public override string Type => "s3";

    /// <summary><c>bucket</c>; <c>null</c> is <c>AWS_BUCKET</c> of the daemon's environment.</summary>
    public string? Bucket { get; init; }

    /// <summary><c>region</c>; <c>null</c> is <c>AWS_REGION</c> of the daemon's environment.</summary>
    public string? Region { get; init; }

    /// <summary><c>prefix</c> of all keys; <c>null</c> is none.</summary>
    public string? Prefix { get; init; }

    /// <summary><c>blobs_prefix</c>; <c>null</c> is <c>blobs/</c>.</summary>
    public string? BlobsPrefix { get; init; }

    /// <summary><c>manifests_prefix</c>; <c>null</c> is <c>manifests/</c>.</summary>
    public string? ManifestsPrefix { get; init; }

    /// <summary><c>name</c> of the manifest, or several between semicolons; <c>null</c> is <c>buildkit</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>endpoint_url</c> of a service that isn't Amazon's; <c>null</c> is Amazon's.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary><c>use_path_style</c>: the bucket stands in the path instead of the host name; <c>null</c> is <c>false</c>.</summary>
    public bool? UsePathStyle { get; init; }

    /// <summary><c>disable_accept_encoding</c>, for services that sign differently; <c>null</c> is <c>false</c>. Needs BuildKit 0.30.0.</summary>
    public bool? DisableAcceptEncoding { get; init; }

    /// <summary><c>access_key_id</c>; <c>null</c> is what the AWS tools of this machine would take. Redacted in logs.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary><c>secret_access_key</c>; <c>null</c> is what the AWS tools of this machine would take. Redacted in logs.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary><c>session_token</c>; <c>null</c> is what the AWS tools of this machine would take. Redacted in logs.</summary>
    public string? SessionToken { get; init; }

    /// <summary><c>retry_mode</c>; <c>null</c> is <see cref="S3RetryMode.Standard"/>. Needs BuildKit 0.30.0.</summary>
    public S3RetryMode? RetryMode { get; init; }

    /// <summary><c>retry_max_attempts</c> per request, the first one counted, at least 1; <c>null</c> is 3. Needs BuildKit 0.30.0.</summary>
    public int? RetryMaxAttempts { get; init; }

    internal static S3CacheFrom Read(FlagAttributes _) => new()
    {
        Bucket = _.Text("bucket"),
        Region = _.Text("region"),
        Prefix = _.Text("prefix"),
        BlobsPrefix = _.Text("blobs_prefix"),
        ManifestsPrefix = _.Text("manifests_prefix"),
        Name = _.Text("name"),
        EndpointUrl = _.Text("endpoint_url"),
        UsePathStyle = _.Bool("use_path_style"),
        DisableAcceptEncoding = _.Bool("disable_accept_encoding"),
        AccessKeyId = _.Text("access_key_id"),
        SecretAccessKey = _.Text("secret_access_key"),
        SessionToken = _.Text("session_token"),
        RetryMode = _.Enum<S3RetryMode>("retry_mode"),
        RetryMaxAttempts = _.Int("retry_max_attempts"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        S3Attributes.Write(_, this, "--cache-from");
    }
}
