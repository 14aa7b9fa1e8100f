using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using SealedInputs;

namespace IntegrationTests.Caching;

/// <summary>Leaves files out of an export: those beyond an age or a limit, and those that uv itself can do without.</summary>
[Category("Cache")]
[Platform("Linux")]
public sealed class CacheMountsLimitSpecs
{
    private const string Mount = "--mount=type=cache,target=/root/.cache/uv";
    private const string Target = "/root/.cache/uv";

    private MountBench _bench = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _bench = await MountBench.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
    }

    [SetUp]
    public async Task FillAsync()
    {
        await _bench.EmptyAsync();
        await _bench.RunAsync(
            Mount,
            $"cd {Target} && mkdir archive-v0 && for file in new middle old; do head -c 1000000 /dev/urandom > $file; done "
            + "&& cp old archive-v0/prebuilt && touch -d '2 hours ago' middle && touch -d '3 days ago' old archive-v0/prebuilt");
    }

    [Test]
    public async Task Of_files_beyond_a_limit_the_newest_are_exported()
    {
        var files = await CarryAsync(_bench.Options with { Limit = 2_500_000 });

        Assert.That(files, Does.Contain("./new").And.Contain("./middle").And.Not.Contains("./old"));
    }

    [Test]
    public async Task Files_beyond_an_age_are_left_out()
    {
        var files = await CarryAsync(_bench.Options with { MaximumAge = TimeSpan.FromDays(2) });

        Assert.That(files, Does.Contain("./new").And.Contain("./middle").And.Not.Contains("./old").And.Not.Contains("prebuilt"));
    }

    [Test]
    public async Task Uv_prunes_its_mount_before_the_export()
    {
        var uv = await StandInAsync("""[ "$*" = "cache prune --ci" ] && rm "$UV_CACHE_DIR/archive-v0/prebuilt" """);

        var files = await CarryAsync(_bench.Options with { Prune = true }, uv);

        Assert.That(files, Does.Contain("./old").And.Not.Contains("prebuilt"));
    }

    [Test]
    public async Task A_uv_that_cannot_prune_is_told_and_all_is_exported()
    {
        var uv = await StandInAsync("echo 'no such option: --ci' >&2; exit 3");
        var printed = new List<string>();

        var files = await CarryAsync(_bench.Options with { Prune = true, Print = (_, line) => printed.Add(line) }, uv);

        Assert.That(files, Does.Contain("./archive-v0/prebuilt"));
        Assert.That(printed, Has.One.EqualTo($"{Target}: uv cache prune --ci failed with 3: no such option: --ci"));
    }

    /// <returns>The files that an empty engine has after export and import.</returns>
    private async Task<string> CarryAsync(CacheMountsOptions options, string? uv = null)
    {
        var place = CacheMountsPlace.Folder(Path.Combine(_bench.Directory, $"{Guid.NewGuid():N}"));
        var copy = uv is null ? "" : $"COPY --from={uv} /uv /bin/\n";
        var mounts = CacheMounts.Of(Dockerfile.Parse($"FROM {PythonBaseImage.Reference}\n{copy}RUN {Mount} true\n")).Mounts;

        var export = await CacheMountsExport.RunAsync(mounts, place, options);
        await _bench.EmptyAsync();
        await CacheMountsImport.RunAsync(mounts, place, _bench.Options);

        Assert.That(export.Mounts.Single().Files, Is.Positive);
        return string.Join('\n', await _bench.ListAsync(Mount, Target));
    }

    // If uv is not available, an image with a script replaces it.
    private async Task<string> StandInAsync(string script)
    {
        var image = $"stand-in/uv:{Guid.NewGuid():N}";
        var file = Path.Combine(_bench.Directory, "uv");
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{script}\n");
        await File.WriteAllTextAsync(Path.Combine(_bench.Directory, "uv.Dockerfile"), "FROM scratch\nCOPY --chmod=755 uv /uv\n");
        await Shell.RunAsync(_bench.Connection, $"docker buildx build -q -t {image} -f uv.Dockerfile .", _bench.Directory);
        return image;
    }
}
