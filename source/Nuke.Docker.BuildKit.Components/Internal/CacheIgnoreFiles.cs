using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Adds a cache folder inside the repository, and the files that builds write, to the user's ignore files, and logs it.</summary>
internal static class CacheIgnoreFiles
{
    public static void Update(IHazDockerCache build, IEnumerable<BuildxBuildSettings> builds)
    {
        foreach (var settings in builds)
        {
            try
            {
                if (!build.DockerCacheIgnored)
                {
                    Warn(OwnFilesIgnore.Missing(settings, OwnFiles.Of(build)));
                    continue;
                }

                foreach (var (file, line) in CacheFolderIgnore.Update(settings, build.RootDirectory, build.DockerCacheDirectory))
                    Report(file, line, "it is the cache folder");
                foreach (var (file, line) in OwnFilesIgnore.Update(settings, OwnFiles.Of(build)))
                    Report(file, line, "each build changes it, so that COPY would run again");
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Log.Warning("An ignore file can't be changed: {Problem:l}", problem.Message);
                Warn(OwnFilesIgnore.Missing(settings, OwnFiles.Of(build)));
            }
        }

        void Report(string file, string line, string reason) => Log.Information(
            "Added {Line:l} to {File:l}, because {Reason:l} (--docker-cache-ignored false leaves ignore files unchanged)",
            line,
            Path.GetRelativePath(build.RootDirectory, file),
            reason);

        static void Warn(IReadOnlyCollection<string> lines)
        {
            if (lines.Count > 0)
            {
                Log.Warning(
                    "The build context contains files that each build changes, so that COPY runs again. Add to .dockerignore: {Lines:l}",
                    string.Join(", ", lines));
            }
        }
    }
}
