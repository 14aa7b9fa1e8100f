namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class LayerCacheAttributes
{
    /// <summary>The entry with what all caches in the form of an OCI image have.</summary>
    public static T WithLayers<T>(this T entry, FlagAttributes _)
        where T : LayerCacheTo => (T)((LayerCacheTo)entry with
        {
            Mode = _.Enum<CacheMode>("mode"),
            ImageManifest = _.Bool("image-manifest"),
            OciMediaTypes = _.Bool("oci-mediatypes"),
            Compression = _.Enum<CacheCompression>("compression"),
            CompressionLevel = _.Int("compression-level"),
            ForceCompression = _.Bool("force-compression"),
            IgnoreError = _.Bool("ignore-error"),
        });
}
