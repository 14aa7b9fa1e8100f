using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class ContainerAttributes
{
    /// <summary>The output with what all images have.</summary>
    public static T WithImage<T>(this T output, FlagAttributes _)
        where T : ContainerOutput => (T)((ContainerOutput)output with
        {
            Names = _.Text("name") is { } names ? [.. names.Split(',')] : null,
            Compression = _.Enum<CacheCompression>("compression"),
            CompressionLevel = _.Int("compression-level"),
            ForceCompression = _.Bool("force-compression"),
            OciMediaTypes = _.Bool("oci-mediatypes"),
            OciArtifact = _.Bool("oci-artifact"),
            PreferNondistributableLayers = _.Bool("prefer-nondist-layers"),
            RewriteTimestamp = _.Bool("rewrite-timestamp"),
            Annotations = Annotations(_),
        });

    private static ImmutableArray<Annotation>? Annotations(FlagAttributes _)
    {
        string[] keys = [.. _.Left.Select(one => one.Key).Where(Annotation.IsAttributeKey)];
        return keys.Length == 0 ? null : [.. keys.Select(key => Annotation.FromAttribute(key, _.Text(key)!))];
    }
}
