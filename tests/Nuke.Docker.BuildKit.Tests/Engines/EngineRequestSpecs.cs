using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

/// <summary>Probe and client reach the same endpoints and fail with the same messages.</summary>
[TestFixture(nameof(EngineProbe))]
[TestFixture(nameof(EngineClient))]
public sealed class EngineRequestSpecs(string kind)
{
    [Test]
    public async Task An_image_that_does_not_exist_is_null()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(404, """{"message":"No such image: x"}"""));

        Assert.That(await FindImageAsync(daemon.Host, "x"), Is.Null);
    }

    [TestCase("localhost:5000/a/b:1", "GET /images/localhost%3A5000/a/b%3A1/json")]
    [TestCase("a@sha256:00", "GET /images/a%40sha256%3A00/json")]
    [TestCase("a?b#c", "GET /images/a%3Fb%23c/json")]
    public async Task A_reference_cannot_leave_its_place_in_the_path(string reference, string request)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """{"Id":"sha256:1"}"""));

        await FindImageAsync(daemon.Host, reference);

        Assert.That(daemon.Request, Is.EqualTo(request));
    }

    [TestCase(500, """{"message":"it is broken"}""", "it is broken")]
    [TestCase(500, "not JSON", "not JSON")]
    [TestCase(503, "", "HTTP 503 ServiceUnavailable")]
    public async Task An_error_carries_the_message_of_the_engine(int status, string body, string reason)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(status, body));

        var failure = await FailAsync(daemon.Host);

        Assert.That((failure.StatusCode, failure.Reason, failure.Request), Is.EqualTo((status, reason, "GET /images/x/json")));
    }

    [Test]
    public async Task A_null_as_the_response_is_reported_as_such()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "null"));

        Assert.That((await FailAsync(daemon.Host)).Reason, Is.EqualTo("the response is null"));
    }

    [Test]
    public async Task A_response_of_something_else_is_reported_as_such()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "<html>"));

        Assert.That((await FailAsync(daemon.Host)).Reason, Does.StartWith("the response is not from a docker engine"));
    }

    [Test]
    public async Task An_engine_that_hangs_fails_after_the_timeout()
    {
        using var daemon = new FakeDaemon(answer: (string?)null);

        var failure = await FailAsync(daemon.Host, TimeSpan.FromMilliseconds(200));

        Assert.That((failure.Reason, failure.StatusCode), Is.EqualTo(("no response within 0.2 s", (int?)null)));
    }

    [Test]
    public async Task A_cancelled_request_is_no_failure_of_the_engine()
    {
        using var daemon = new FakeDaemon(answer: (string?)null);
        using var cancellation = new CancellationTokenSource(100);

        await Assert.ThatAsync(() => FindImageAsync(daemon.Host, "x", cancellationToken: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_socket_that_does_not_exist_is_named()
    {
        var failure = await FailAsync("unix:///nowhere/docker.sock");

        Assert.That(failure.Message, Does.Contain("unix:///nowhere/docker.sock"));
        Assert.That(failure.StatusCode, Is.Null);
    }

    [Test]
    public void An_ssh_address_is_for_the_CLI_only() =>
        Assert.That(
            () => FindImageAsync("ssh://host", "x"),
            Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("Only the docker CLI can reach ssh://host (argument)."));

    [Test]
    [Platform(Exclude = "Win")]
    public void A_named_pipe_is_for_Windows_only() =>
        Assert.That(
            () => FindImageAsync("npipe:////./pipe/docker_engine", "x"),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("which only Windows supports"));

    [Test]
    public async Task A_TLS_endpoint_gets_the_client_certificate_and_has_to_prove_its_own()
    {
        using var folder = new TemporaryDirectory();
        using var authority = TestCertificate.Create("ca");
        using var server = TestCertificate.Create("127.0.0.1", authority);
        using var client = TestCertificate.Create("client", authority);
        folder.Write("ca.pem", authority.ExportCertificatePem());
        folder.Write("cert.pem", client.ExportCertificatePem());
        folder.Write("key.pem", client.ExportKeyPem());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var seen = ServeTlsAsync(listener, server);
        var endpoint = EngineEndpoint.Parse($"tcp://{listener.LocalEndpoint}") with { CertificateDirectory = folder.Path };

        var image = await FindImageAsync(endpoint, "x");

        Assert.That((image, await seen), Is.EqualTo(("sha256:1", client.Thumbprint)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_certificate_of_another_authority_is_refused_unless_checks_are_off(bool skips)
    {
        using var folder = new TemporaryDirectory();
        using var authority = TestCertificate.Create("ca");
        using var other = TestCertificate.Create("other");
        using var server = TestCertificate.Create("127.0.0.1", other);
        folder.Write("ca.pem", authority.ExportCertificatePem());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var seen = ServeTlsAsync(listener, server);
        var endpoint = EngineEndpoint.Parse($"tcp://{listener.LocalEndpoint}") with { CertificateDirectory = folder.Path, SkipsTlsVerification = skips };

        if (skips)
            Assert.That(await FindImageAsync(endpoint, "x"), Is.EqualTo("sha256:1"));
        else
            await Assert.ThatAsync(() => FindImageAsync(endpoint, "x"), Throws.TypeOf<EngineRequestException>());
        await seen.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<EngineRequestException> FailAsync(string host, TimeSpan? timeout = null) =>
        (await Assert.ThrowsAsync<EngineRequestException>(() => FindImageAsync(host, "x", timeout)))!;

    private Task<string?> FindImageAsync(string host, string reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        FindImageAsync(EngineEndpoint.Parse(host), reference, timeout, cancellationToken);

    private async Task<string?> FindImageAsync(
        EngineEndpoint endpoint,
        string reference,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        if (kind == nameof(EngineProbe))
        {
            var probe = new EngineProbe(endpoint, timeout);
            return (await probe.FindImageAsync(reference, cancellationToken))?.Id;
        }

        using var client = new EngineClient(endpoint, timeout);
        return (await client.FindImageAsync(reference, cancellationToken))?.ID;
    }

    /// <summary>Serves one connection.</summary>
    /// <returns>The thumbprint of the client's certificate.</returns>
    private static async Task<string?> ServeTlsAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var connection = await listener.AcceptTcpClientAsync();
#pragma warning disable CA5359 // The client under test checks; this is the server.
        await using var stream = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsServerAsync(certificate, clientCertificateRequired: true, checkCertificateRevocation: false);
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(FakeDaemon.Json(200, """{"Id":"sha256:1"}""")));
        return (stream.RemoteCertificate as X509Certificate2)?.Thumbprint;
    }
}
