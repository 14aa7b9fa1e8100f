using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The result as an image: what the exporters <c>image</c>, <c>registry</c>, <c>oci</c> and <c>docker</c> have in common.</summary>
public abstract record ContainerOutput : BuildOutput
{
    private protected ContainerOutput(string type)
        : base(type)
    {
    }

    /// <summary><c>name</c>: names of the image; <c>null</c> is the tags of the build, which overrule it.</summary>
    public ImmutableArray<string>? Names { get; init; }

    /// <summary><c>compression</c> of layers that are new; <c>null</c> is <see cref="CacheCompression.Gzip"/>.</summary>
    public CacheCompression? Compression { get; init; }

    /// <summary><c>compression-level</c>: 0–9 for gzip and estargz, 0–22 for zstd; <c>null</c> is the algorithm's own default.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary><c>force-compression</c>: compresses existing layers anew; <c>null</c> is <c>false</c>.</summary>
    public bool? ForceCompression { get; init; }

    /// <summary><c>oci-mediatypes</c> instead of Docker's; <c>null</c> is <c>false</c> unless annotations, attestations or the compression need them, and <c>true</c> for <c>oci</c>.</summary>
    public bool? OciMediaTypes { get; init; }

    /// <summary><c>oci-artifact</c>: attestations take the form of OCI artifacts; <c>null</c> leaves it to BuildKit. Needs BuildKit 0.19.0.</summary>
    public bool? OciArtifact { get; init; }

    /// <summary><c>prefer-nondist-layers</c>: layers that mustn't be passed on stay marked so; <c>null</c> is <c>false</c>.</summary>
    public bool? PreferNondistributableLayers { get; init; }

    /// <summary><c>rewrite-timestamp</c>: no file is newer than <c>SOURCE_DATE_EPOCH</c>, so that the same input gives the same layers; <c>null</c> is <c>false</c>. Needs BuildKit 0.13.0.</summary>
    public bool? RewriteTimestamp { get; init; }

    /// <summary><c>annotation.*</c>; <c>null</c> adds none to those of <c>--annotation</c>.</summary>
    public ImmutableArray<Annotation>? Annotations { get; init; }

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        Compressions.Check($"--output type={Type}", Compression, CompressionLevel);
        _.Add("name", Names is { } names ? string.Join(',', names) : null);
        _.Add("compression", Compression?.ToValue());
        _.Add("compression-level", CompressionLevel);
        _.Add("force-compression", ForceCompression);
        _.Add("oci-mediatypes", OciMediaTypes);
        _.Add("oci-artifact", OciArtifact);
        _.Add("prefer-nondist-layers", PreferNondistributableLayers);
        _.Add("rewrite-timestamp", RewriteTimestamp);
        foreach (var annotation in Annotations ?? [])
        {
            foreach (var key in annotation.AttributeKeys)
                _.Add(key, annotation.Value);
        }
    }
}
