using Nuke.Docker.BuildKit.Caches.Strategies.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>A bucket of Amazon S3 or of a service like it, with a manifest for each image, branch and platform; layers are shared. It needs a docker-container, kubernetes or remote builder.</summary>
public sealed record S3Strategy : CacheStrategy
{
    /// <inheritdoc/>
    public override string Name => "s3";

    /// <summary><c>bucket</c>. <c>null</c>: <c>AWS_BUCKET</c>.</summary>
    public string? Bucket { get; init; }

    /// <summary><c>region</c>. <c>null</c>: <c>AWS_REGION</c>, else <c>AWS_DEFAULT_REGION</c>.</summary>
    public string? Region { get; init; }

    /// <summary><c>prefix</c> of all keys. <c>null</c>: none.</summary>
    public string? Prefix { get; init; }

    /// <summary><c>endpoint_url</c> of a service that isn't Amazon's. <c>null</c>: Amazon's.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary><c>use_path_style</c>: the bucket stands in the path instead of the host name. <c>null</c>: it doesn't.</summary>
    public bool? UsePathStyle { get; init; }

    /// <summary>Which steps are kept; all by default, those of builder stages too.</summary>
    public CacheMode Mode { get; init; } = CacheMode.Max;

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build. <c>null</c>: BuildKit's default.</summary>
    public bool? IgnoreError { get; init; }

    // Keys aren't set: buildx takes them from where AWS's own tools do, and no argument list has them.
    private protected override CacheDecision DecideCore(CacheFacts facts)
    {
        var bucket = Bucket ?? Variable(facts, "AWS_BUCKET")
            ?? throw new InvalidSettingException("--docker-cache s3", "no bucket is named. Set AWS_BUCKET, or say CacheStrategy.S3 with { Bucket = \"…\" } in the build class");
        var region = Region ?? Variable(facts, "AWS_REGION") ?? Variable(facts, "AWS_DEFAULT_REGION")
            ?? throw new InvalidSettingException("--docker-cache s3", "no region is named. Set AWS_REGION, or say CacheStrategy.S3 with { Region = \"…\" } in the build class");
        var scope = new CacheScope(facts);
        return Remote.Decide(
            facts,
            scope,
            $"S3 bucket {bucket}, {Prefix}{scope.SharedName}",
            scope.SharedNames.Select(name => new S3CacheFrom { Bucket = bucket, Region = region, Prefix = Prefix, Name = name, EndpointUrl = EndpointUrl, UsePathStyle = UsePathStyle }),
            new S3CacheTo { Bucket = bucket, Region = region, Prefix = Prefix, Name = scope.SharedName, EndpointUrl = EndpointUrl, UsePathStyle = UsePathStyle, Mode = Mode, IgnoreError = IgnoreError });
    }

    private static string? Variable(CacheFacts facts, string name) => facts.Environment(name) is { Length: > 0 } value ? value : null;
}
