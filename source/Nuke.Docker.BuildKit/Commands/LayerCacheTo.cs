using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public abstract partial record LayerCacheTo
{
    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;

    partial void Check()
    {
        Compressions.Check($"--cache-to type={Type}", Compression, CompressionLevel);
        if (ImageManifest is true && OciMediaTypes is false)
            throw new InvalidSettingException($"--cache-to type={Type}, image-manifest", "needs oci-mediatypes, which is false; remove one of them");
    }
}
