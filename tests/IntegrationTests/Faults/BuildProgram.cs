using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Faults;

/// <summary>
/// A build in its own process, so that it can be killed, have fewer rights or be one of several. Arguments: context, cache folder, image, report folder.
/// </summary>
internal static class BuildProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var context, var cache, var image, var reports])
            throw new ArgumentException("This program is run by tests, with a context, a cache folder, an image and a folder for the report.", nameof(args));

        var settings = new BuildxBuildSettings
        {
            Context = context,
            Tag = [image],
            Network = "host",
            CacheFrom = File.Exists(Path.Combine(cache, "index.json")) ? [new LocalCacheFrom(cache)] : [],
            CacheTo = [new LocalCacheTo(cache) { Mode = CacheMode.Max }],
        };
        await BuildxTasks.BuildxBuildAsync(settings, new BuildxBuildOptions { Print = (_, line) => Console.WriteLine(line), ReportDirectory = reports });
        return 0;
    }
}
