using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// A bucket of Amazon S3 or of a compatible service, with a manifest for each image, branch and platform. Layers are shared. Requires a
/// docker-container, kubernetes or remote builder.
/// </summary>
public sealed record S3Strategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "s3";

    /// <summary><c>bucket</c>. <c>null</c>: <c>AWS_BUCKET</c>.</summary>
    public string? Bucket { get; init; }

    /// <summary><c>region</c>. <c>null</c>: <c>AWS_REGION</c>, or <c>AWS_DEFAULT_REGION</c>.</summary>
    public string? Region { get; init; }

    /// <summary><c>prefix</c> of all keys. <c>null</c>: none.</summary>
    public string? Prefix { get; init; }

    /// <summary><c>endpoint_url</c> of a compatible service. <c>null</c>: Amazon S3.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary><c>use_path_style</c>: true to put the bucket in the path instead of the host name. <c>null</c>: false.</summary>
    public bool? UsePathStyle { get; init; }

    /// <summary>The steps to export. Default: all, including those of builder stages.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: true to continue the build if the export fails. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    // buildx reads the credentials from the sources of the AWS tools, so that they are not in the arguments.
    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var bucket = Bucket ?? Variable(facts, "AWS_BUCKET")
            ?? throw Missing("no bucket is set. Set AWS_BUCKET, or Bucket of CacheStrategy.S3 in the build class");
        var region = Region ?? Variable(facts, "AWS_REGION") ?? Variable(facts, "AWS_DEFAULT_REGION")
            ?? throw Missing("no region is set. Set AWS_REGION, or Region of CacheStrategy.S3 in the build class");
        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"S3 bucket {bucket}, {Prefix}{scope.SharedName}",
            scope.SharedNames.Select(name => new S3CacheFrom
            {
                Bucket = bucket,
                Region = region,
                Prefix = Prefix,
                Name = name,
                EndpointUrl = EndpointUrl,
                UsePathStyle = UsePathStyle,
            }),
            new S3CacheTo
            {
                Bucket = bucket,
                Region = region,
                Prefix = Prefix,
                Name = scope.SharedName,
                EndpointUrl = EndpointUrl,
                UsePathStyle = UsePathStyle,
                Mode = Mode,
                IgnoreError = IgnoreError,
            });
    }

    private static InvalidSettingException Missing(string problem) => new("--docker-cache s3", problem);

    private static string? Variable(CacheFacts facts, string name) => facts.Environment(name) is { Length: > 0 } value ? value : null;
}
