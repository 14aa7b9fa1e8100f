using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache that is written as an OCI image: what the backends <c>local</c> and <c>registry</c> have in common.</summary>
public abstract record LayerCacheTo : CacheTo
{
    /// <summary><c>mode</c>; <c>null</c> is <see cref="CacheMode.Min"/>, which keeps nothing of a builder stage.</summary>
    public CacheMode? Mode { get; init; }

    /// <summary><c>image-manifest</c>: an image manifest instead of an index; <c>null</c> is <c>true</c> since BuildKit 0.21.</summary>
    public bool? ImageManifest { get; init; }

    /// <summary><c>oci-mediatypes</c>; <c>null</c> is <c>true</c>. <c>false</c> rules <see cref="ImageManifest"/> out.</summary>
    public bool? OciMediaTypes { get; init; }

    /// <summary><c>compression</c> of layers that aren't compressed yet; <c>null</c> is <see cref="CacheCompression.Gzip"/>.</summary>
    public CacheCompression? Compression { get; init; }

    /// <summary><c>compression-level</c>: 0–9 for gzip and estargz, 0–22 for zstd; <c>null</c> is the algorithm's own default.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary><c>force-compression</c>: compresses existing layers anew; <c>null</c> is <c>false</c>.</summary>
    public bool? ForceCompression { get; init; }

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build, and leaves a trace in the progress only; <c>null</c> is <c>false</c>.</summary>
    public bool? IgnoreError { get; init; }

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        Check();
        _.Add("mode", Mode?.ToValue());
        _.Add("image-manifest", ImageManifest);
        _.Add("oci-mediatypes", OciMediaTypes);
        _.Add("compression", Compression?.ToValue());
        _.Add("compression-level", CompressionLevel);
        _.Add("force-compression", ForceCompression);
        _.Add("ignore-error", IgnoreError);
    }

    private void Check()
    {
        Compressions.Check($"--cache-to type={Type}", Compression, CompressionLevel);
        if (ImageManifest is true && OciMediaTypes is false)
            throw new InvalidSettingException($"--cache-to type={Type}, image-manifest", "needs oci-mediatypes, which is false; leave one of them out");
    }
}
