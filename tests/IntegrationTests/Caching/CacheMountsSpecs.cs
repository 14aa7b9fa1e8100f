using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;
using SealedInputs;

namespace IntegrationTests.Caching;

/// <summary>Exports cache mounts from a real engine and imports them into an empty one.</summary>
[Category("Cache")]
[Platform("Linux")]
public sealed class CacheMountsSpecs
{
    private const string Plain = "--mount=type=cache,target=/root/.cache/plain";
    private const string Owned = "--mount=type=cache,id=owned,target=/c,uid=1000,gid=1001,mode=0750,sharing=locked";
    private const string Target = "/root/.cache/plain";

    private const string Fill =
        "mkdir -p a/b empty && echo one > a/b/one && ln a/b/one a/hard && ln -s b/one a/soft && chown 77:88 a/b && chmod 4751 a/b/one "
        + "&& echo x > 'a/we i\\rd$x' && head -c 3000000 /dev/urandom > big && touch -d '2020-01-02 03:04:05' a/b/one";

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
    public Task EmptyAsync() => _bench.EmptyAsync();

    [TestCase("folder")]
    [TestCase("export.tar")]
    [TestCase("image")]
    [Slow(Sample = "folder")]
    public async Task Owners_modes_links_and_times_survive(string kind)
    {
        await using var registry = kind == "image" ? await LoopbackRegistry.StartAsync(TestEngine.SealedInputs) : null;
        var place = Place(kind, registry);
        var options = _bench.Options with { Push = registry is not null };
        var mounts = MountBench.Mounts(Plain, Owned);
        await _bench.RunAsync($"{Plain} {Owned}", $"cd {Target} && {Fill} && cd /c && {Fill}");
        var before = (await _bench.ListAsync(Plain, Target)).Concat(await _bench.ListAsync(Owned, "/c")).ToList();

        var export = await CacheMounts.ExportAsync(mounts, place, options);
        await _bench.EmptyAsync();
        var import = await CacheMounts.ImportAsync(mounts, place, options);

        Assert.That(before, Has.Count.GreaterThan(20));
        Assert.That((await _bench.ListAsync(Plain, Target)).Concat(await _bench.ListAsync(Owned, "/c")), Is.EqualTo(before));
        Assert.That(export.Mounts.Select(mount => mount.ChangedFiles), Is.EqualTo(import.Mounts.Select(mount => mount.ChangedFiles)));
    }

    [TestCase("second")]
    [TestCase("second.tar")]
    [TestCase("image")]
    [Slow(Sample = "second")]
    public async Task A_second_export_carries_the_changed_file_only_and_a_second_import_nothing(string kind)
    {
        await using var registry = kind == "image" ? await LoopbackRegistry.StartAsync(TestEngine.SealedInputs) : null;
        var place = Place(kind, registry);
        var options = _bench.Options with { Push = registry is not null };
        var mounts = MountBench.Mounts(Plain);
        // Old times: files that change within the second of a listing are exported once more.
        await _bench.RunAsync(Plain, $"cd {Target} && {Fill} && find . -exec touch -h -d '2020-01-02 03:04:05' {{}} +");
        await CacheMounts.ExportAsync(mounts, place, options);
        await _bench.RunAsync(Plain, $"cd {Target} && echo new > a/new && rm a/soft");

        var second = await CacheMounts.ExportAsync(mounts, place, options);
        await _bench.EmptyAsync();
        await CacheMounts.ImportAsync(mounts, place, options);
        var again = await CacheMounts.ImportAsync(mounts, place, options);
        var files = await _bench.ListAsync(Plain, Target);

        Assert.That((second.ChangedFiles, second.ChangedBytes, second.Mounts[0].Deleted), Is.EqualTo((1, 4L, 1)));
        Assert.That(again.Changed, Is.False);
        Assert.That(string.Join('\n', files), Does.Contain("./a/new").And.Not.Contains("./a/soft"));
    }

    [Test]
    [Slow]
    public async Task What_a_mount_has_stays_and_newer_files_win()
    {
        var place = CacheMountsPlace.Folder(Path.Combine(_bench.Directory, "merge"));
        var mounts = MountBench.Mounts(Plain);
        await _bench.RunAsync(
            Plain,
            $"cd {Target} && echo exported > newer && echo exported > older && touch -d 2021-01-01 newer && touch -d 2023-01-01 older");
        await CacheMounts.ExportAsync(mounts, place, _bench.Options);
        await _bench.RunAsync(Plain, $"cd {Target} && echo mine > own && echo here > newer && echo here > older && touch -d 2022-01-01 newer older");

        var merged = await CacheMounts.ImportAsync(mounts, place, _bench.Options);
        var content = await _bench.RunAsync(Plain, $"cd {Target} && echo \"$(cat newer)-$(cat older)-$(cat own)\"");
        var replaced = await CacheMounts.ImportAsync(mounts, place, _bench.Options with { Replace = true });
        var files = await _bench.ListAsync(Plain, Target);

        Assert.That(content, Does.Contain("here-exported-mine"));
        Assert.That((merged.ChangedFiles, merged.Mounts[0].Kept, merged.Mounts[0].Deleted), Is.EqualTo((1, 1, 0)));
        Assert.That((replaced.ChangedFiles, replaced.Mounts[0].Deleted), Is.EqualTo((1, 1)));
        Assert.That(string.Join('\n', files), Does.Not.Contain("./own"));
    }

    [Test]
    [Slow]
    public async Task A_damaged_file_is_told_not_imported_and_exported_again()
    {
        var folder = Path.Combine(_bench.Directory, "damaged");
        var place = CacheMountsPlace.Folder(folder);
        var mounts = MountBench.Mounts(Plain);
        await _bench.RunAsync(Plain, $"cd {Target} && {Fill}");
        await CacheMounts.ExportAsync(mounts, place, _bench.Options);
        await FlipAsync(Directory.GetFiles(folder, "*.tar").Single(), 2_000_000);

        var import = await CacheMounts.ImportAsync(mounts, place, _bench.Options with { Replace = true });
        await _bench.EmptyAsync();
        var partial = await CacheMounts.ImportAsync(mounts, place, _bench.Options);
        var without = string.Join('\n', await _bench.ListAsync(Plain, Target));
        await _bench.RunAsync(Plain, $"cd {Target} && echo again > big");
        var export = await CacheMounts.ExportAsync(mounts, place, _bench.Options);

        // The mount had all files: nothing was read, nothing found.
        Assert.That(import.Mounts[0].Damaged, Is.Empty);
        Assert.That(partial.Mounts[0].Damaged, Is.EqualTo(new[] { "big" }));
        Assert.That(without, Does.Contain("./a/b/one").And.Not.Contains("./big"));
        Assert.That(export.ChangedFiles, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task A_namespace_is_another_folder()
    {
        var place = CacheMountsPlace.Folder(Path.Combine(_bench.Directory, "namespace"));
        var mounts = MountBench.Mounts(Plain);
        var options = _bench.Options;
        await _bench.RunAsync(Plain, $"echo default > {Target}/file");
        await CacheMounts.ExportAsync(mounts, place, options);

        await CacheMounts.ImportAsync(mounts, place, options with { Build = options.Build.AddBuildArg("BUILDKIT_CACHE_MOUNT_NS", "ours") });
        var ours = await _bench.ListAsync(Plain, Target, "--build-arg BUILDKIT_CACHE_MOUNT_NS=ours");
        var other = await _bench.ListAsync(Plain, Target, "--build-arg BUILDKIT_CACHE_MOUNT_NS=other");

        Assert.That(string.Join('\n', ours), Does.Contain("./file"));
        Assert.That(string.Join('\n', other), Does.Not.Contain("./file"));
    }

    [Test]
    public async Task An_image_without_a_shell_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Directory, "noshell.Dockerfile"), "FROM scratch\nCOPY noshell.Dockerfile /\n");
        await Shell.RunAsync(_bench.Connection, "docker buildx build -q -t no/shell:1 -f noshell.Dockerfile .", _bench.Directory);
        var place = CacheMountsPlace.Folder(Path.Combine(_bench.Directory, "noshell"));

        var failure = await Assert.ThrowsAsync<DockerBuildException>(
            () => CacheMounts.ExportAsync(MountBench.Mounts(Plain), place, _bench.Options with { ToolImage = "no/shell:1" }));

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.CacheMounts));
        Assert.That(failure.Message, Does.Contain("the image no/shell:1 has no /bin/sh").And.Contain("--docker-cache-mounts-tool"));
    }

    [Test]
    public async Task Nothing_of_it_stays_in_the_engine()
    {
        await _bench.RunAsync(Plain, $"cd {Target} && {Fill}");

        await CacheMounts.ExportAsync(MountBench.Mounts(Plain), CacheMountsPlace.Folder(Path.Combine(_bench.Directory, "traces")), _bench.Options);

        Assert.That(await Shell.RunAsync(_bench.Connection, "docker buildx du --verbose"), Does.Not.Contain("nuke-cache-mounts-"));
    }

    // The image is in a registry, so that the engine can be emptied.
    private CacheMountsPlace Place(string kind, LoopbackRegistry? registry) =>
        CacheMountsPlace.Parse(registry is null ? kind : $"{registry.Address}/mounts:{Guid.NewGuid():N}", _bench.Directory + "/");

    private static async Task FlipAsync(string file, long position)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = position;
        var value = stream.ReadByte();
        stream.Position = position;
        stream.WriteByte((byte)(value ^ 1));
    }
}
