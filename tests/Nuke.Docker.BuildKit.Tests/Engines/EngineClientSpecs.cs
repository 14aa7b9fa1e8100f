using Docker.DotNet.Models;
using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineClientSpecs
{
    [Test]
    public async Task An_image_is_described_as_the_engine_knows_it()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """
            {"Id":"sha256:1","RepoTags":["a:1"],"RepoDigests":[],"Created":"2024-01-02T03:04:05.123456789Z","Os":"linux","Architecture":"amd64","Size":42,
             "Config":{"User":"10001","Env":["A=b=c"],"Cmd":null,"Entrypoint":["python"],"WorkingDir":"","Labels":{"k":"v"}}}
            """));
        using var client = Connect(daemon);

        var image = (await client.FindImageAsync("a:1"))!;

        Assert.That(
            (image.ID, image.Created?.ToString("u"), image.Os, image.Size, image.Config!.User),
            Is.EqualTo(("sha256:1", "2024-01-02 03:04:05Z", "linux", 42L, "10001")));
        Assert.That(image.Config.Labels, Is.EqualTo(new Dictionary<string, string> { ["k"] = "v" }));
    }

    [TestCase(200, "{}", true, null)]
    [TestCase(404, """{"message":"manifest unknown"}""", false, "manifest unknown")]
    [TestCase(500, """{"message":"dial tcp: no such host"}""", false, "dial tcp: no such host")]
    public async Task A_registry_without_the_image_or_out_of_reach_is_a_result_not_a_failure(int status, string body, bool possible, string? reason)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(status, body));
        using var client = Connect(daemon);

        var check = await client.CheckPullAsync("python:3");

        Assert.That((check, daemon.Request), Is.EqualTo((new PullCheck(possible, reason), "GET /distribution/python%3A3/json")));
    }

    [Test]
    public async Task A_registry_that_takes_too_long_is_told_apart_from_one_that_refuses()
    {
        using var daemon = new FakeDaemon(answer: (string?)null);
        using var client = Connect(daemon);

        var check = await client.CheckPullAsync("python:3", TimeSpan.FromMilliseconds(200));

        Assert.That(check, Is.EqualTo(new PullCheck(false, "no response within 0.2 s") { TimedOut = true }));
    }

    [Test]
    public async Task The_rest_of_the_API_is_that_of_the_package()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """[{"Id":"1","Names":["/web"],"State":"running"}]"""));
        using var client = Connect(daemon);

        var containers = await client.Api.Containers.ListContainersAsync(new ContainersListParameters { All = true });

        Assert.That(containers.Single().Names.Single(), Is.EqualTo("/web"));
        // Without a version in the path, engines older than the package accept it too.
        Assert.That(daemon.Request, Does.StartWith("GET /containers/json?all="));
    }

    private static EngineClient Connect(FakeDaemon daemon) => new(EngineEndpoint.Parse(daemon.Host));
}
