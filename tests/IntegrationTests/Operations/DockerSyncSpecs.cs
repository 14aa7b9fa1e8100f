using System.Text.Json.Nodes;
using IntegrationTests.EndToEnd;
using IntegrationTests.Faults;
using SealedInputs;

namespace IntegrationTests.Operations;

/// <summary>Copies images between two real registries, with <c>./build.sh</c>.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
public sealed class DockerSyncSpecs
{
    private const int LayerBytes = 300_000;

    // A run starts up in about half a second.
    private static readonly int s_kills = FullRun.IsRequested ? 50 : 8;

    private string _data = null!;
    private Checkout _checkout = null!;
    private LoopbackRegistry _source = null!;
    private LoopbackRegistry _destination = null!;
    private RegistryImages _images = null!;
    private RegistryImages _copies = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _data = Directory.CreateTempSubdirectory("sync-").FullName;
        _checkout = await Checkout.CreateAsync();
        _source = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs, Path.Combine(_data, "source"));
        _destination = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs, Path.Combine(_data, "destination"));
        (_images, _copies) = (new RegistryImages(_source.Address), new RegistryImages(_destination.Address));
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        _checkout?.Dispose();
        _images?.Dispose();
        _copies?.Dispose();
        if (_source is not null)
            await _source.DisposeAsync();
        if (_destination is not null)
            await _destination.DisposeAsync();
        if (_data is not null)
            Directory.Delete(_data, recursive: true);
    }

    [Test]
    public async Task A_pattern_is_copied_once_and_a_dry_run_and_a_missing_tag_are_reported()
    {
        var shared = await RegistryImages.LayerAsync("base", LayerBytes);
        foreach (var tag in new[] { "1.0", "1.1", "2.0" })
            await _images.PushAsync("acme/api", tag, shared, await RegistryImages.LayerAsync(tag, LayerBytes));
        string[] pattern = ["--from", $"{_source.Address}/acme/api:1.*", "--to", _destination.Address];

        var dry = await RunAsync([.. pattern, "--dry-run"]);
        var untouched = await _copies.DigestAsync("acme/api", "1.0");
        var first = await RunAsync(pattern);
        var again = await RunAsync(pattern);
        var missing = await RunAsync("--from", $"{_source.Address}/acme/api:1.2", $"{_source.Address}/acme/api:2.0", "--to", _destination.Address);

        Assert.That((dry.ExitCode, untouched), Is.EqualTo((0, (string?)null)), dry.ToString());
        Assert.That(dry.Output, Does.Match("acme/api:1.1 +would be copied"));
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        // The configurations, the shared layer once, and a layer of each.
        Assert.That(first.Output, Does.Match("Copied: 2 of 2, Sent: 90\\d kB"));
        Assert.That(await _copies.DigestAsync("acme/api", "1.1"), Is.EqualTo(await _images.DigestAsync("acme/api", "1.1")));
        Assert.That(again.Output, Does.Match("acme/api:1.0 +unchanged").And.Contain("Copied: 0 of 2, Sent: 0 B"));
        Assert.That(missing.ExitCode, Is.EqualTo(37), missing.ToString());
        Assert.That(missing.Output, Does.Contain("has no tag 1.2. Did you mean 1.0 or 1.1"));
        Assert.That(await _copies.DigestAsync("acme/api", "2.0"), Is.Not.Null);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(_checkout.PathOf("artifacts/docker/sync.json")))!;
        Assert.That(report["images"]!.AsArray().Select(image => image!["status"]!.GetValue<string>()), Is.EqualTo(new[] { "failed", "copied" }));
    }

    [Test]
    public async Task Killed_again_and_again_with_a_registry_that_fails_one_request_in_ten_the_images_are_complete_and_no_blob_is_sent_twice()
    {
        string[] repositories = [.. Enumerable.Range(1, 10).Select(number => $"acme/service{number}")];
        var shared = await RegistryImages.LayerAsync("base", LayerBytes);
        foreach (var repository in repositories)
        {
            byte[][] own = [await RegistryImages.LayerAsync("a", LayerBytes), await RegistryImages.LayerAsync("b", LayerBytes)];
            await _images.PushAsync(repository, "1", [shared, .. own]);
        }

        var random = new Random(14);
        await using var faulty = new FaultyRegistry(_destination.Address) { Status = 503, Choose = Choose };
        var file = Path.Combine(_data, "images.yaml");
        var lines = repositories.Select(repository => $"  - {{ from: '{_source.Address}/{repository}:1', to: '{faulty.Address}' }}\n");
        await File.WriteAllTextAsync(file, $"images:\n{string.Concat(lines)}");

        for (var kill = 0; kill < s_kills; kill++)
        {
            // At a random point of the copy: the runs advance together.
            var before = faulty.Answers.Count;
            var point = before + random.Next(5, 40);
            var run = _checkout.Start("DockerSync", "--docker-sync-file", file, "--docker-sync-connections", "3");
            while (run.IsRunning && faulty.Answers.Count < point)
                await Task.Delay(2);
            await run.KillAsync(entireProcessTree: true);
        }

        var last = await RunAsync("--docker-sync-file", file);

        Assert.That(last.ExitCode, Is.Zero, last.ToString());
        foreach (var repository in repositories)
            Assert.That(await _copies.DigestAsync(repository, "1"), Is.Not.Null.And.EqualTo(await _images.DigestAsync(repository, "1")), repository);
        var stored = faulty.Answers.Where(answer => answer.Request.StartsWith("PUT") && answer.Request.Contains("digest=") && answer.Response.Contains("201"))
            .Select(answer => answer.Request.Split("digest=")[1].Split(' ')[0])
            .ToList();
        Assert.That(stored, Is.Unique);
        // Each image has two layers and a configuration of its own; all share a layer.
        Assert.That(stored, Has.Count.EqualTo((repositories.Length * 3) + 1));

        RegistryFault Choose(string _)
        {
            lock (random)
            {
                return random.Next(100) switch
                {
                    < 4 => RegistryFault.Refuse,
                    < 7 => RegistryFault.CutUpload,
                    < 10 => RegistryFault.CutAnswer,
                    _ => RegistryFault.None,
                };
            }
        }
    }

    [Test]
    public async Task An_image_that_only_the_engine_has_is_copied_through_it()
    {
        var connection = await TestEngine.ConnectAsync();
        await _images.PushAsync("acme/local", "0.9", await RegistryImages.LayerAsync("a", 1000));
        var name = $"{_source.Address}/acme/local";
        await Shell.RunAsync(connection, $"docker pull -q {name}:0.9 && docker tag {name}:0.9 {name}:1.0");
        try
        {
            var run = await RunAsync("--from", $"{name}:1.0", "--to", _destination.Address);

            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("has no tag 1.0.").And.Contain("It was copied through the engine."));
            Assert.That(await _copies.DigestAsync("acme/local", "1.0"), Is.Not.Null);
        }
        finally
        {
            await Shell.RunAsync(connection, $"docker image rm {name}:0.9 {name}:1.0");
        }
    }

    private Task<Run> RunAsync(params string[] arguments) => _checkout.RunAsync(["DockerSync", .. arguments]);
}
