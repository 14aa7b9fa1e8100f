using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Caching;

/// <summary>An engine for one test with the Python base image. Its caches can be emptied.</summary>
internal sealed class MountBench : IAsyncDisposable
{
    private readonly PrivateEngine _engine = new();

    private MountBench() => Directory = System.IO.Directory.CreateTempSubdirectory("mounts-").FullName;

    public EngineConnection Connection { get; private set; } = null!;

    /// <summary>The build context.</summary>
    public string Directory { get; }

    public static async Task<MountBench> StartAsync()
    {
        var bench = new MountBench();
        bench.Connection = await bench._engine.Engine.StartAsync();
        await new PythonBaseImage(TestEngine.SealedInputs).EnsureAsync(bench.Connection);
        return bench;
    }

    public CacheMountsOptions Options => new() { Build = new BuildxBuildSettings().UseEngine(Connection) };

    /// <summary>Runs a script as an uncached step with these mounts.</summary>
    /// <returns>The build's plain log.</returns>
    public async Task<string> RunAsync(string mounts, string script, string arguments = "")
    {
        await File.WriteAllTextAsync(
            Path.Combine(Directory, "step.Dockerfile"),
            $"FROM {PythonBaseImage.Reference}\nRUN {mounts} : {Guid.NewGuid():N}; {script}\n");
        return await Shell.RunAsync(
            Connection,
            $"docker buildx build --progress=plain --network=host --output type=cacheonly {arguments} -f step.Dockerfile .",
            Directory);
    }

    /// <summary>Lists the contents of a mount, without values that always differ: inode numbers and the times of folders.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string mount, string target, string arguments = "")
    {
        var script =
            $"cd {target} && find . ! -type d -printf 'entry %M %U %G %s %TY-%Tm-%Td.%TH:%TM %n %p %l\\n' -o -printf 'entry %M %U %G %p\\n' "
            + "&& find . -type f -exec sha256sum {} + | sed 's/^/entry /'";
        var log = await RunAsync(mount, script, arguments);
        return [.. log.Split('\n')
            .Select(line => line.IndexOf(" entry ", StringComparison.Ordinal) is > 0 and var start && line[0] == '#' ? line[start..].Trim() : "")
            .Where(line => line.Length > 0)
            .Order(StringComparer.Ordinal)];
    }

    public Task EmptyAsync() => Shell.RunAsync(Connection, "docker buildx prune -af");

    public static IReadOnlyList<CacheMount> Mounts(params string[] mounts) =>
        CacheMounts.Of(Dockerfile.Parse($"FROM {PythonBaseImage.Reference}\n{string.Concat(mounts.Select(mount => $"RUN {mount} true\n"))}")).Mounts;

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        await _engine.DisposeAsync();
    }
}
