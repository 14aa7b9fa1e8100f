using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

internal static class CacheLimits
{
    /// <summary>Limits of the local caches from the parameters.</summary>
    public static LocalCacheOptions Of(IHazDockerCache build) => new()
    {
        Directory = build.DockerCacheDirectory,
        Verify = build.DockerCacheVerify,
        Limit = build.DockerCacheLimit is { Length: > 0 } text ? ByteSize.ParseDecimal(text, "--docker-cache-limit") : default(ByteSize?),
    };
}
