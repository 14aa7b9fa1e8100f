using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Engines;

/// <summary>The client over Docker.DotNet gives the answers that our own gives. Skipped where the library is compiled with our own alone.</summary>
[Category("Engine")]
public sealed class EngineClientSpecs
{
    private IDockerEngine _own = null!;
    private IDockerEngine _package = null!;

    [OneTimeSetUp]
    public async Task Connect()
    {
        var connection = await TestEngine.ConnectAsync();
        _own = new SocketDockerEngine(connection.Endpoint);
        _package = connection.Connect();
        if (_package is SocketDockerEngine)
            Assert.Ignore("The library is compiled without Docker.DotNet (EngineClient=embedded).");
    }

    [OneTimeTearDown]
    public void Disconnect()
    {
        _own?.Dispose();
        _package?.Dispose();
    }

    [Test]
    public async Task A_ping() => Assert.That(await _package.PingAsync(), Is.EqualTo(await _own.PingAsync()));

    [Test]
    public async Task The_version() => Assert.That(await _package.VersionAsync(), Is.EqualTo(await _own.VersionAsync()));

    [Test]
    public async Task What_the_engine_is() => Assert.That(await _package.InfoAsync(), Is.EqualTo(await _own.InfoAsync()));

    [TestCase("bridge")]
    [TestCase("host")]
    [TestCase("no-such-network")]
    public async Task A_network(string name) => Assert.That(await _package.HasNetworkAsync(name), Is.EqualTo(await _own.HasNetworkAsync(name)));

    [Test]
    public async Task An_image()
    {
        var connection = await TestEngine.ConnectAsync();
        var tag = $"engine-client-specs:{Guid.NewGuid():N}";
        await Shell.RunAsync(connection, $"printf 'FROM scratch\\nENV A=b=c\\nLABEL k=v\\nUSER 10001\\nWORKDIR /srv\\nENTRYPOINT [\"/x\"]\\n' | docker buildx build -t {tag} --load -");
        try
        {
            var (image, expected) = ((await _package.InspectImageAsync(tag))!, (await _own.InspectImageAsync(tag))!);

            // Docker.DotNet rounds the engine's nanoseconds to ticks, where ours cuts them off.
            Assert.That(image.Created, Is.EqualTo(expected.Created).Within(TimeSpan.FromTicks(1)));
            Assert.That(image with { Created = expected.Created, Tags = [], RepositoryDigests = [], Environment = [], Entrypoint = [], Command = [], Labels = expected.Labels }, Is.EqualTo(expected with { Tags = [], RepositoryDigests = [], Environment = [], Entrypoint = [], Command = [] }));
            Assert.That((image.Tags, image.RepositoryDigests, image.Environment, image.Entrypoint, image.Command), Is.EqualTo((expected.Tags, expected.RepositoryDigests, expected.Environment, expected.Entrypoint, expected.Command)));
            Assert.That(image.Labels, Is.EqualTo(expected.Labels).And.Contains(KeyValuePair.Create("k", "v")));
        }
        finally
        {
            await Shell.RunAsync(connection, $"docker image rm {tag}");
        }
    }

    [Test]
    public async Task An_image_that_is_not_there() => Assert.That(await _package.InspectImageAsync("localhost:1/no/such:image"), Is.Null);

    [Test]
    public async Task A_pull_that_cannot_be() =>
        Assert.That(
            (await _package.CheckPullAsync("localhost:1/no/such:image", TimeSpan.FromSeconds(5))).Possible,
            Is.EqualTo((await _own.CheckPullAsync("localhost:1/no/such:image", TimeSpan.FromSeconds(5))).Possible));

    [Test]
    public async Task A_name_that_the_engine_refuses()
    {
        var refusal = await Assert.ThrowsAsync<EngineRequestException>(() => _package.InspectImageAsync("UPPER CASE"));
        var expected = await Assert.ThrowsAsync<EngineRequestException>(() => _own.InspectImageAsync("UPPER CASE"));

        Assert.That((refusal!.StatusCode, refusal.Reason, refusal.Request), Is.EqualTo((expected!.StatusCode, expected.Reason, expected.Request)));
    }
}
