using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Settings;

namespace IntegrationTests.Faults;

/// <summary>A build in a process of its own, for tests that kill it: context, cache folder, image.</summary>
internal static class KilledBuildProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var context, var cache, var image])
            throw new ArgumentException("This program is run by tests, with a context, a cache folder and an image.", nameof(args));

        await BuildxTasks.BuildxBuildAsync(new BuildxBuildSettings
        {
            Context = context,
            Tag = [image],
            Network = "host",
            CacheFrom = File.Exists(Path.Combine(cache, "index.json")) ? [new LocalCacheFrom(cache)] : [],
            CacheTo = [new LocalCacheTo(cache) { Mode = CacheMode.Max }],
        });
        return 0;
    }
}
