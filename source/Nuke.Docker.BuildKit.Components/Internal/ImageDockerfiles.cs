using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The Dockerfiles of the selected images, each once.</summary>
internal static class ImageDockerfiles
{
    public static IReadOnlyList<(DockerImage Image, string Path, LintContext Context)> Of(IHazDockerImages build)
    {
        var found = new List<(DockerImage, string, LintContext)>();
        foreach (var image in ImageSelection.Select(build.Images, (build as IDockerBuild)?.DockerImage ?? []))
        {
            var settings = image.ToBuildSettings(build.RootDirectory);
            if (settings.ContextFolder() is not { } directory || settings.DockerfilePath() is not { } path)
            {
                Log.Information("{Image:l}: its context {Context:l} isn't a local folder, so its Dockerfile is omitted", image.ShortName, image.Context);
                continue;
            }

            if (!File.Exists(path))
            {
                Log.Warning("{Image:l}: {Path:l} doesn't exist", image.ShortName, path);
                continue;
            }

            var caches = build is IHazDockerCache cache ? new[] { (string)cache.DockerCacheDirectory } : [];
            var arguments = (build is IDockerBuild images ? ImageSettings.BuildArguments(image, images) : settings.BuildArg)
                ?? ImmutableSortedDictionary<string, string?>.Empty;
            var context = LintContext.Of(path, directory) with
            {
                Target = image.Target,
                CacheDirectories = caches,
                BuildArguments = arguments.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!),
            };
            if (!found.Any(other => other.Item2 == path && other.Item1.Target == image.Target && other.Item3.Directory == context.Directory))
                found.Add((image, path, context));
        }

        return found;
    }
}
