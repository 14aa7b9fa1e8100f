using System.Security.Cryptography;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Operations;

/// <summary>Caches that are signed with a key, in a real registry and in a folder, and builds on an engine without a cache of its own.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
internal sealed class SignedCacheSpecs
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] s_otherKey = RandomNumberGenerator.GetBytes(32);

    private readonly List<string> _printed = [];
    private PrivateEngine _own = null!;
    private EngineConnection _engine = null!;
    private LoopbackRegistry _registry = null!;
    private string _folder = null!;

    private string Reference => $"{_registry.Address}/acme/cache:main";

    private string Local => Path.Combine(_folder, "cache");

    [OneTimeSetUp]
    public async Task Create()
    {
        _folder = Directory.CreateTempSubdirectory("signed-").FullName;
        _own = new PrivateEngine();
        _engine = await _own.Engine.StartAsync();
        _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs, Path.Combine(_folder, "registry"));
        await HostToolsImage.ImportAsync(_engine, "acme/tools:1", "sh", "cat");
        Directory.CreateDirectory(Path.Combine(_folder, "context"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "context", "Dockerfile"), "FROM acme/tools:1\nRUN cat /bin/sh > /copy\nRUN echo done > /done\n");
        await BuildAsync(_ => _.AddCacheTo(new LocalCacheTo(Local) { Mode = CacheMode.Max }), s_key);
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        await (_registry?.DisposeAsync() ?? default);
        await (_own?.DisposeAsync() ?? default);
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_cache_in_a_registry_is_imported_by_digest_if_the_key_signed_it_and_otherwise_refused()
    {
        var import = new RegistryCacheFrom(Reference);
        await BuildAsync(_ => _.AddCacheTo(new RegistryCacheTo(Reference) { Mode = CacheMode.Max }), s_key);

        var signed = await BuildAsync(_ => _.AddCacheFrom(import), s_key);
        var foreign = await BuildAsync(_ => _.AddCacheFrom(import), s_otherKey);
        await BuildAsync(_ => _.AddCacheTo(new RegistryCacheTo(Reference) { Mode = CacheMode.Max }), key: []);
        var replaced = await BuildAsync(_ => _.AddCacheFrom(import), s_key);

        Assert.That((Cached(signed), Cached(foreign)), Is.EqualTo((2, 0)));
        Assert.That(signed.CacheImports.Single().Place, Does.StartWith($"{_registry.Address}/acme/cache@sha256:"));
        Assert.That(foreign.Notes, Has.One.EqualTo($"The cache {Reference} is not imported, because the key of this build did not sign it."));
        Assert.That(Cached(replaced), Is.Zero);
        Assert.That(_printed, Has.One.Contains($"The cache {Reference} is not imported"));
    }

    [TestCase("nothing", 2)]
    [TestCase("bit of the index", 0)]
    [TestCase("bit of the manifest", 0)]
    [TestCase("bit of a layer", 0)]
    [TestCase("truncated layer", 0)]
    [TestCase("swapped layers", 0)]
    [TestCase("other key", 0)]
    public async Task A_cache_in_a_folder_that_was_changed_is_not_imported(string change, int cached)
    {
        var folder = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        await Shell.RunAsync(_engine, $"cp -a '{Local}' '{folder}'");
        Change(folder, change);

        var report = await BuildAsync(_ => _.AddCacheFrom(new LocalCacheFrom(folder)), change == "other key" ? s_otherKey : s_key);

        Assert.That(Cached(report), Is.EqualTo(cached));
        Assert.That(_printed, cached > 0 ? Is.Empty : Has.Some.Contains(folder));
    }

    private static int Cached(BuildReport report) =>
        report.Steps.Count(step => step.Instruction?.StartsWith("RUN", StringComparison.Ordinal) == true && step.Result == StepResult.Cached);

    private static void Change(string folder, string change)
    {
        var index = Path.Combine(folder, "index.json");
        // The configuration and the manifest are text; layers are compressed.
        var blobs = Directory.GetFiles(Path.Combine(folder, "blobs", "sha256")).OrderBy(file => new FileInfo(file).Length).ToArray();
        var manifest = blobs.Single(file => File.ReadAllText(index).Contains(Path.GetFileName(file), StringComparison.Ordinal));
        switch (change)
        {
            case "bit of the index":
                Flip(index, File.ReadAllText(index).IndexOf("sha256:", StringComparison.Ordinal) + 20);
                break;
            case "bit of the manifest":
                Flip(manifest, (int)(new FileInfo(manifest).Length / 2));
                break;
            case "bit of a layer":
                Flip(blobs[^1], (int)(new FileInfo(blobs[^1]).Length / 2));
                break;
            case "truncated layer":
                File.WriteAllBytes(blobs[^1], File.ReadAllBytes(blobs[^1])[..^100]);
                break;
            case "swapped layers":
                File.Move(blobs[^1], $"{blobs[^1]}.other");
                File.Move(blobs[^2], blobs[^1]);
                File.Move($"{blobs[^1]}.other", blobs[^2]);
                break;
        }
    }

    private static void Flip(string file, int position)
    {
        var (bytes, time) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
        bytes[position] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, time);
    }

    // The engine forgets its own results first.
    private async Task<BuildReport> BuildAsync(Func<BuildxBuildSettings, BuildxBuildSettings> configure, byte[] key)
    {
        await Shell.RunAsync(_engine, "docker buildx prune -af");
        _printed.Clear();
        var settings = new BuildxBuildSettings().SetContext(Path.Combine(_folder, "context")).SetNetwork("host").AddTag("app:1");
        return await BuildxTasks.BuildxBuildAsync(
            configure(AnswerProcess.In(settings, _engine, _folder)),
            new BuildxBuildOptions
            {
                LocalCache = new LocalCacheOptions { Key = key },
                Recovery = RecoveryLimits.Off,
                Print = (level, line) =>
                {
                    if (level == Nuke.Docker.BuildKit.Progress.ProgressLevel.Warning)
                        _printed.Add(line);
                },
            });
    }
}
