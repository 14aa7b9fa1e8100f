using Nuke.Docker.BuildKit.Engines;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineEndpointSpecs
{
    [TestCase("unix:///var/run/docker.sock", EngineEndpointKind.UnixSocket, "/var/run/docker.sock")]
    [TestCase("tcp://10.0.0.1:2376", EngineEndpointKind.Tcp, "10.0.0.1:2376")]
    [TestCase("tcp://host:2375/", EngineEndpointKind.Tcp, "host:2375")]
    [TestCase("npipe:////./pipe/docker_engine", EngineEndpointKind.NamedPipe, "docker_engine")]
    [TestCase("ssh://me@host", EngineEndpointKind.Ssh, "me@host")]
    public void An_address_says_how_and_where(string host, EngineEndpointKind kind, string address)
    {
        var endpoint = EngineEndpoint.Parse(host);

        Assert.That((endpoint.Kind, endpoint.Address), Is.EqualTo((kind, address)));
    }

    [TestCase("/var/run/docker.sock")]
    [TestCase("ftp://host")]
    [TestCase("unix://")]
    public void An_address_that_docker_does_not_know_is_refused_with_its_origin(string host)
    {
        var failure = Assert.Throws<FormatException>(() => EngineEndpoint.Parse(host, "DOCKER_HOST"));

        Assert.That(failure!.Message, Does.Contain(host).And.Contain("DOCKER_HOST"));
    }

    [Test]
    public void An_address_in_a_variable_is_the_only_one()
    {
        var endpoints = EngineEndpoint.Discover(new Dictionary<string, string> { ["DOCKER_HOST"] = "tcp://host:2375", ["DOCKER_CONTEXT"] = "other" });

        Assert.That(endpoints.Select(_ => (_.Host, _.Explicit, _.KnownToCli)), Is.EqualTo(new[] { ("tcp://host:2375", true, true) }));
    }

    [Test]
    public void The_current_context_comes_before_the_customary_sockets()
    {
        using var home = new TemporaryDirectory();
        home.Write(".docker/config.json", """{"currentContext":"colima"}""");
        WriteContext(home, "colima", "unix:///home/me/.colima/docker.sock");

        var endpoints = EngineEndpoint.Discover(new Dictionary<string, string> { ["HOME"] = home.Path, ["XDG_RUNTIME_DIR"] = "/run/user/1000" });

        Assert.That(
            endpoints.Select(_ => (_.Host, _.KnownToCli)),
            Is.EqualTo(new[]
            {
                ("unix:///home/me/.colima/docker.sock", true),
                ("unix:///var/run/docker.sock", false),
                ("unix:///run/user/1000/docker.sock", false),
                ($"unix://{home.Path}/.docker/run/docker.sock", false),
            }));
    }

    [Test]
    public void Without_a_context_the_cli_knows_the_first_socket_only()
    {
        var endpoints = EngineEndpoint.Discover(new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = "/run/user/1000", ["DOCKER_HOST"] = "" });

        Assert.That(
            endpoints.Select(_ => (_.Host, _.KnownToCli)),
            Is.EqualTo(new[] { ("unix:///var/run/docker.sock", true), ("unix:///run/user/1000/docker.sock", false) }));
    }

    [Test]
    public void A_named_context_overrides_the_current_one_and_brings_its_certificates()
    {
        using var config = new TemporaryDirectory();
        config.Write("config.json", """{"currentContext":"colima"}""");
        var id = WriteContext(config, "far", "tcp://far:2376", folder: "");
        config.Write($"contexts/tls/{id}/docker/ca.pem", "");

        var endpoints = EngineEndpoint.Discover(new Dictionary<string, string> { ["DOCKER_CONFIG"] = config.Path, ["DOCKER_CONTEXT"] = "far" });

        Assert.That(
            endpoints.Select(_ => (_.Host, _.CertificateDirectory, _.Explicit)),
            Is.EqualTo(new[] { ("tcp://far:2376", Path.Combine(config.Path, "contexts", "tls", id, "docker"), true) }));
    }

    [Test]
    public void A_context_that_does_not_exist_is_refused_with_those_that_do()
    {
        using var config = new TemporaryDirectory();
        WriteContext(config, "near", "tcp://near:2376", folder: "");

        var failure = Assert.Throws<FormatException>(
            () => EngineEndpoint.Discover(new Dictionary<string, string> { ["DOCKER_CONFIG"] = config.Path, ["DOCKER_CONTEXT"] = "far" }));

        Assert.That(failure!.Message, Does.Contain("'far'").And.Contain("default, near"));
    }

    [Test]
    public void A_configuration_that_cannot_be_read_counts_as_none()
    {
        using var config = new TemporaryDirectory();
        config.Write("config.json", "{ not json");

        var endpoints = EngineEndpoint.Discover(new Dictionary<string, string> { ["DOCKER_CONFIG"] = config.Path });

        Assert.That(endpoints.Select(_ => _.Host), Is.EqualTo(new[] { "unix:///var/run/docker.sock" }));
    }

    [TestCase("1", null, true, false)]
    [TestCase(null, "1", true, true)]
    [TestCase(null, null, false, false)]
    public void Tls_is_switched_on_by_variables(string? verify, string? tls, bool hasCertificates, bool skipsVerification)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOCKER_HOST"] = "tcp://host:2376",
            ["DOCKER_CERT_PATH"] = "/certs",
            ["DOCKER_TLS_VERIFY"] = verify ?? "",
            ["DOCKER_TLS"] = tls ?? "",
        };

        var endpoint = EngineEndpoint.Discover(environment)[0];

        Assert.That((endpoint.CertificateDirectory is not null, endpoint.SkipsTlsVerification), Is.EqualTo((hasCertificates, skipsVerification)));
    }

    private static string WriteContext(TemporaryDirectory directory, string name, string host, string folder = ".docker/")
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        var meta = "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\",\"SkipTLSVerify\":false}}}";
        directory.Write($"{folder}contexts/meta/{id}/meta.json", meta);
        return id;
    }
}
