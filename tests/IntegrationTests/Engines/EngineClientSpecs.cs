using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Engines;

/// <summary>Docker.DotNet on a real engine gives the same responses as the probe of every build.</summary>
[Category("Engine")]
public sealed class EngineClientSpecs
{
    private readonly string _image = $"engine-client-specs:{Guid.NewGuid():N}";
    private EngineConnection _connection = null!;
    private EngineProbe _probe = null!;
    private EngineClient _client = null!;

    [OneTimeSetUp]
    public async Task Connect()
    {
        _connection = await TestEngine.ConnectAsync();
        _probe = _connection.Connect();
        _client = new EngineClient(_connection.Endpoint);
        await Shell.RunAsync(
            _connection,
            $"printf 'FROM scratch\\nENV A=b=c\\nLABEL k=v\\nUSER 10001\\nENTRYPOINT [\"/x\"]\\n' | docker buildx build -t {_image} --load -");
    }

    [OneTimeTearDown]
    public async Task Disconnect()
    {
        _client?.Dispose();
        if (_connection is not null)
            await Shell.RunAsync(_connection, $"docker image rm {_image}");
    }

    [Test]
    public async Task The_version()
    {
        var (version, expected) = (await _probe.VersionAsync(), await _client.Api.System.GetVersionAsync());

        Assert.That(
            (version.Version, version.ApiVersion, version.Os, version.Architecture),
            Is.EqualTo((expected.Version, expected.APIVersion, expected.Os, expected.Arch)));
        Assert.That((await _probe.PingAsync()).ApiVersion, Is.EqualTo(expected.APIVersion));
    }

    [Test]
    public async Task The_engine()
    {
        var (info, expected) = (await _probe.InfoAsync(), await _client.Api.System.GetSystemInfoAsync());

        Assert.That(
            (info.ServerVersion, info.StorageDriver, info.CgroupVersion, info.RootDirectory, info.OsType, info.ProcessorCount, info.MemoryBytes),
            Is.EqualTo((
                expected.ServerVersion,
                expected.Driver,
                expected.CgroupVersion,
                expected.DockerRootDir,
                expected.OSType,
                (int)expected.NCPU,
                expected.MemTotal)));
    }

    [TestCase("bridge")]
    [TestCase("host")]
    [TestCase("no-such-network")]
    public async Task A_network(string name)
    {
        var networks = await _client.Api.Networks.ListNetworksAsync(new NetworksListParameters());

        Assert.That(await _probe.HasNetworkAsync(name), Is.EqualTo(networks.Any(network => network.Name == name)));
    }

    [Test]
    public async Task An_image()
    {
        var (found, details) = ((await _probe.FindImageAsync(_image))!, (await _client.FindImageAsync(_image))!);

        Assert.That((found.Id, found.Size), Is.EqualTo((details.ID, details.Size)));
        Assert.That((details.Config!.User, details.Config.Labels!["k"], details.Config.Entrypoint!.Single()), Is.EqualTo(("10001", "v", "/x")));
    }

    [Test]
    public async Task An_image_that_does_not_exist()
    {
        Assert.That(await _probe.FindImageAsync("localhost:1/no/such:image"), Is.Null);
        Assert.That(await _client.FindImageAsync("localhost:1/no/such:image"), Is.Null);
    }

    [Test]
    public async Task A_pull_that_is_not_possible()
    {
        var check = await _client.CheckPullAsync("localhost:1/no/such:image");

        Assert.That((check.Possible, check.TimedOut), Is.EqualTo((false, false)));
        Assert.That(check.Reason, Is.Not.Empty.And.Not.Null);
    }

    [Test]
    public async Task A_name_that_the_engine_refuses()
    {
        var refusal = await Assert.ThrowsAsync<EngineRequestException>(() => _client.FindImageAsync("UPPER CASE"));
        var expected = await Assert.ThrowsAsync<EngineRequestException>(() => _probe.FindImageAsync("UPPER CASE"));

        Assert.That((refusal!.StatusCode, refusal.Reason, refusal.Request), Is.EqualTo((expected!.StatusCode, expected.Reason, expected.Request)));
    }

    [Test]
    public async Task Containers_events_and_prune()
    {
        await SleepImage.ImportAsync(_connection);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var events = new List<string>();
        var heard = new TaskCompletionSource();
        var listening = _client.Api.System.MonitorEventsAsync(
            new ContainerEventsParameters(),
            new Handler<Message>(message =>
            {
                events.Add($"{message.Type} {message.Action}");
                if (events[^1] == "container create")
                    heard.TrySetResult();
            }),
            stop.Token);
        string? id = null;
        var labels = new Dictionary<string, string> { [_image] = "1" };
        // The stream starts some time after the call: containers are created until one is seen.
        for (var attempt = 0; attempt < 20 && !heard.Task.IsCompleted; attempt++)
        {
            var parameters = new CreateContainerParameters { Image = "sleep", Cmd = ["/bin/sleep", "1"], Labels = labels };
            id = (await _client.Api.Containers.CreateContainerAsync(parameters)).ID;
            await Task.WhenAny(heard.Task, Task.Delay(500));
        }

        var listed = await _client.Api.Containers.ListContainersAsync(new ContainersListParameters { All = true });
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [_image] = true } };
        var pruned = await _client.Api.Containers.PruneContainersAsync(new ContainersPruneParameters { Filters = filters });
        await stop.CancelAsync();
        try
        {
            await listening;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        Assert.That(events, Does.Contain("container create"));
        Assert.That(listed.Select(container => container.ID), Does.Contain(id));
        Assert.That(pruned.ContainersDeleted, Does.Contain(id));
    }

    /// <summary>Handles reports synchronously; <see cref="Progress{T}"/> posts them to another thread.</summary>
    private sealed class Handler<T>(Action<T> handle) : IProgress<T>
    {
        public void Report(T value) => handle(value);
    }
}
