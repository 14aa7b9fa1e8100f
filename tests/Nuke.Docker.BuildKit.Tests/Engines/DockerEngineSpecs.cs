using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Tests.Engines;

/// <summary>What holds for our own client, and for that over Docker.DotNet where the library is compiled with it.</summary>
[TestFixtureSource(nameof(Clients))]
public sealed class DockerEngineSpecs(string client)
{
    private static IEnumerable<string> Clients => new[] { nameof(SocketDockerEngine), CompiledClient().GetType().Name }.Distinct();

    [Test]
    public async Task A_ping_tells_api_and_builder()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "OK", "Api-Version: 1.51\r\nBuilder-Version: 2\r\nOstype: linux\r\n"));
        using var engine = Connect(daemon);

        var ping = await engine.PingAsync();

        Assert.That(ping, Is.EqualTo(new EnginePing("1.51", "2", "linux")));
    }

    [TestCase("""[["driver-type","io.containerd.snapshotter.v1"]]""", true)]
    [TestCase("""[["Backing Filesystem","extfs"],["Supports d_type","true"]]""", false)]
    [TestCase("null", false)]
    public async Task The_driver_status_tells_whether_images_live_in_containerd(string status, bool expected)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "{\"ServerVersion\":\"28.5.2\",\"DriverStatus\":" + status + "}"));
        using var engine = Connect(daemon);

        var info = await engine.InfoAsync();

        Assert.That((info.ServerVersion, info.UsesContainerdStore), Is.EqualTo(("28.5.2", expected)));
    }

    [Test]
    public async Task An_image_that_is_not_there_is_null()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(404, """{"message":"No such image: x"}"""));
        using var engine = Connect(daemon);

        var image = await engine.InspectImageAsync("x");

        Assert.That(image, Is.Null);
    }

    [Test]
    public async Task An_image_is_described_as_the_daemon_knows_it()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """
            {"Id":"sha256:1","RepoTags":["a:1"],"RepoDigests":[],"Created":"2024-01-02T03:04:05.123456789Z","Os":"linux","Architecture":"amd64","Size":42,
             "Config":{"User":"10001","Env":["A=b=c"],"Cmd":null,"Entrypoint":["python"],"WorkingDir":"","Labels":{"k":"v"}}}
            """));
        using var engine = Connect(daemon);

        var image = (await engine.InspectImageAsync("a:1"))!;

        Assert.That((image.Id, image.Created?.ToString("u"), image.Os, image.Architecture, image.Size, image.User, image.WorkingDirectory), Is.EqualTo(("sha256:1", "2024-01-02 03:04:05Z", "linux", "amd64", 42L, "10001", (string?)null)));
        Assert.That((image.Tags, image.RepositoryDigests, image.Environment, image.Entrypoint, image.Command), Is.EqualTo((new[] { "a:1" }, Array.Empty<string>(), new[] { "A=b=c" }, new[] { "python" }, Array.Empty<string>())));
        Assert.That(image.Labels, Is.EqualTo(new Dictionary<string, string> { ["k"] = "v" }));
    }

    [TestCase("""{"Id":"sha256:1"}""")]
    [TestCase("""{"Id":"sha256:1","Created":"0001-01-01T00:00:00Z"}""")]
    public async Task An_image_that_does_not_say_when_it_was_made_has_no_date(string answer)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, answer));
        using var engine = Connect(daemon);

        var image = await engine.InspectImageAsync("x");

        Assert.That(image!.Created, Is.Null);
    }

    [Test]
    public async Task A_network_that_is_not_there_is_no_failure()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(404, """{"message":"network bridge not found"}"""));
        using var engine = Connect(daemon);

        var there = await engine.HasNetworkAsync("bridge");

        Assert.That(there, Is.False);
    }

    [Test]
    public async Task A_refusal_without_words_carries_its_status()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(503, ""));
        using var engine = Connect(daemon);

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.InfoAsync());

        Assert.That(failure!.Reason, Does.StartWith("HTTP 503"));
    }

    [Test]
    public async Task A_null_for_an_answer_is_told_as_such()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "null"));
        using var engine = Connect(daemon);

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.InfoAsync());

        Assert.That(failure!.Reason, Is.EqualTo("the answer is null"));
    }

    [TestCase("localhost:5000/a/b:1", "GET /images/localhost%3A5000/a/b%3A1/json HTTP/1.1")]
    [TestCase("a@sha256:00", "GET /images/a%40sha256%3A00/json HTTP/1.1")]
    [TestCase("a?b#c", "GET /images/a%3Fb%23c/json HTTP/1.1")]
    public async Task A_reference_cannot_leave_its_place_in_the_path(string reference, string request)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """{"Id":"sha256:1"}"""));
        using var engine = Connect(daemon);

        await engine.InspectImageAsync(reference);

        Assert.That(daemon.Request, Is.EqualTo(request));
    }

    [Test]
    public async Task A_registry_out_of_reach_is_an_answer_not_a_failure()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(500, """{"message":"dial tcp: no such host"}"""));
        using var engine = Connect(daemon);

        var check = await engine.CheckPullAsync("python:3", TimeSpan.FromSeconds(5));

        Assert.That(check, Is.EqualTo(new PullCheck(false, "dial tcp: no such host")));
    }

    [Test]
    public async Task A_refusal_carries_the_daemons_words()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(500, """{"message":"it is broken"}"""));
        using var engine = Connect(daemon);

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.VersionAsync());

        Assert.That((failure!.StatusCode, failure.Reason, failure.Request), Is.EqualTo((500, "it is broken", "GET /version")));
    }

    [Test]
    public async Task A_daemon_that_hangs_is_given_up_after_the_timeout()
    {
        using var daemon = new FakeDaemon(answer: null);
        using var engine = Connect(daemon, TimeSpan.FromMilliseconds(200));

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.PingAsync());

        Assert.That(failure!.Reason, Is.EqualTo("no answer within 0.2 s"));
    }

    [Test]
    public async Task A_cancelled_question_is_no_failure_of_the_daemon()
    {
        using var daemon = new FakeDaemon(answer: null);
        using var engine = Connect(daemon);
        using var cancellation = new CancellationTokenSource(100);

        await Assert.ThatAsync(() => engine.PingAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Something_else_behind_the_socket_is_told_as_such()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "<html>"));
        using var engine = Connect(daemon);

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.InfoAsync());

        Assert.That(failure!.Reason, Does.StartWith("the answer is not what a docker daemon says"));
    }

    [Test]
    public async Task A_socket_that_is_not_there_is_told_as_such()
    {
        using var engine = Connect("unix:///nowhere/docker.sock");

        var failure = await Assert.ThrowsAsync<EngineRequestException>(() => engine.PingAsync());

        Assert.That(failure!.Message, Does.Contain("unix:///nowhere/docker.sock"));
        Assert.That(failure.StatusCode, Is.Null);
    }

    [Test]
    public void An_address_over_ssh_is_for_the_cli_only()
    {
        Assert.That(() => Connect("ssh://host"), Throws.TypeOf<NotSupportedException>().With.Message.Contains("docker CLI"));
    }

    private IDockerEngine Connect(FakeDaemon daemon, TimeSpan? timeout = null) => Connect(daemon.Host, timeout);

    private IDockerEngine Connect(string host, TimeSpan? timeout = null)
    {
        var endpoint = EngineEndpoint.Parse(host);

        return client == nameof(SocketDockerEngine) ? new SocketDockerEngine(endpoint, timeout) : EngineClient.Create(endpoint, timeout);
    }

    private static IDockerEngine CompiledClient()
    {
        using var engine = EngineClient.Create(EngineEndpoint.Parse("tcp://127.0.0.1:2375"));
        return engine;
    }
}
