using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Adds a cache folder inside the repository to the user's ignore files, and logs it.</summary>
internal static class CacheIgnoreFiles
{
    public static void Update(IHazDockerCache build, IEnumerable<BuildxBuildSettings> builds)
    {
        if (!build.DockerCacheIgnored)
            return;

        foreach (var settings in builds)
        {
            try
            {
                foreach (var (file, line) in CacheFolderIgnore.Update(settings, build.RootDirectory, build.DockerCacheDirectory))
                {
                    Log.Information(
                        "Added {Line:l} to {File:l}, because it is the cache folder (--docker-cache-ignored false leaves ignore files unchanged)",
                        line,
                        Path.GetRelativePath(build.RootDirectory, file));
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Log.Warning("The cache folder couldn't be added to an ignore file: {Problem:l}", problem.Message);
            }
        }
    }
}
