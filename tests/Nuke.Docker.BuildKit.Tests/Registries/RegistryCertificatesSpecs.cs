using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Registries.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Registries;

/// <summary>Connections to a real TLS server in this process, with the certificates of docker's folders.</summary>
public sealed class RegistryCertificatesSpecs
{
    private const string Host = "registry.example";

    private static readonly X509Certificate2 s_authority = TestCertificate.Create("authority");
    private static readonly X509Certificate2 s_stranger = TestCertificate.Create("stranger");
    private static readonly X509Certificate2 s_server = TestCertificate.Create(Host, s_authority);
    private static readonly X509Certificate2 s_client = TestCertificate.Create("client", s_authority);

    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task A_registry_is_trusted_if_its_authority_is_in_the_folder()
    {
        Write("ca.crt", s_authority.ExportCertificatePem());

        Assert.That(await HandshakeAsync(), Is.EqualTo(""));
    }

    [Test]
    public async Task A_registry_with_another_authority_or_another_name_is_not_trusted()
    {
        Assert.That(await HandshakeAsync(), Is.Null);
        Write("ca.crt", s_stranger.ExportCertificatePem());
        Assert.That(await HandshakeAsync(), Is.Null);
        Write("ca.crt", s_authority.ExportCertificatePem());
        Assert.That(await HandshakeAsync(name: "other.example"), Is.Null);
        Assert.That(await HandshakeAsync(insecure: true, name: "other.example"), Is.EqualTo(""));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task The_client_sends_its_certificate(int count)
    {
        Write("ca.crt", s_authority.ExportCertificatePem());
        for (var number = 0; number < count; number++)
        {
            Write($"client{number}.cert", s_client.ExportCertificatePem());
            Write($"client{number}.key", s_client.ExportKeyPem());
        }

        Assert.That(await HandshakeAsync(), Is.EqualTo("CN=client"));
    }

    [TestCase("client.cert", "has no key")]
    [TestCase("client.key", "has no certificate")]
    [TestCase("ca.crt", "can't be used")]
    public async Task A_file_that_is_missing_or_damaged_is_an_error_of_the_first_request(string file, string problem)
    {
        Write(file, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n");
        using var connection = new RegistryConnection($"{Host}:5000", Options(), CancellationToken.None);

        await Assert.ThatAsync(() => PingAsync(connection), Throws.TypeOf<RegistryException>().With.Message.Contains($"{file} {problem}"));
    }

    [Test]
    public void Folders_are_those_next_to_the_configuration_of_the_daemon()
    {
        var folders = RegistryCertificates.Folders(new Dictionary<string, string> { ["HOME"] = "/home/me", ["XDG_CONFIG_HOME"] = "/home/me/own" });

        if (!OperatingSystem.IsWindows())
            Assert.That(folders, Is.EqualTo(new[] { "/home/me/.docker/certs.d", "/home/me/own/docker/certs.d", "/etc/docker/certs.d" }));
    }

    [Test]
    public async Task A_registry_on_this_machine_that_speaks_HTTPS_is_asked_by_HTTPS_with_any_certificate()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var requests = ServeAsync(server);
        using var connection = new RegistryConnection($"127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}", Options(), CancellationToken.None);

        await PingAsync(connection);

        Assert.That(await requests, Is.EqualTo(new[] { "GET /v2/ HTTP/1.1", "GET /v2/ HTTP/1.1" }));
    }

    [Test]
    public async Task A_registry_on_this_machine_that_speaks_HTTP_is_asked_by_HTTPS_once_and_then_by_HTTP()
    {
        using var registry = new StandInRegistry();
        using var connection = new RegistryConnection(registry.Name, Options(), CancellationToken.None);

        await PingAsync(connection);
        await PingAsync(connection);

        Assert.That(registry.Requests, Is.EqualTo(new[] { "GET /v2/", "GET /v2/", "GET /v2/" }));
    }

    private static Task<bool> PingAsync(RegistryConnection connection) => connection.SendAsync(
        new RegistryRequest("Asking", "", HttpMethod.Get, "v2/"), new RequestCounter(), (_, _) => Task.FromResult(true), CancellationToken.None);

    private RegistryOptions Options() => new()
    {
        Credentials = new RegistryCredentials(new Dictionary<string, string> { ["DOCKER_CONFIG"] = _folder.Path }),
        Limit = new TransferLimit(1, 1),
        CertificateFolders = [_folder.Path],
        Retry = new RetrySchedule { Attempts = 1 },
    };

    private void Write(string file, string text) => _folder.Write($"{Host}:5000/{file}", text);

    // Returns the subject of the client's certificate, "" without one, or null if the client refuses the server.
    private async Task<string?> HandshakeAsync(bool insecure = false, string name = Host)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var there = new TcpClient();
        await there.ConnectAsync((IPEndPoint)server.LocalEndpoint);
        using var here = await server.AcceptTcpClientAsync();
        await using var accepted = new SslStream(here.GetStream());
        await using var connecting = new SslStream(there.GetStream());
        var answer = accepted.AuthenticateAsServerAsync(ServerOptions());
        var options = new SslClientAuthenticationOptions { TargetHost = name, EnabledSslProtocols = SslProtocols.Tls12 };
        RegistryCertificates.Read($"{Host}:5000", [_folder.Path]).Apply(options, insecure);
        try
        {
            await connecting.AuthenticateAsClientAsync(options);
            await answer;
            return accepted.RemoteCertificate?.Subject ?? "";
        }
        catch (AuthenticationException)
        {
            return null;
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "The tests check which certificate the client sends, if any; the server accepts each.")]
    private static SslServerAuthenticationOptions ServerOptions() => new()
    {
        ServerCertificate = s_server,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    private static async Task<IReadOnlyList<string?>> ServeAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(ServerOptions());
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var requests = new List<string?>();
        while (requests.Count < 2)
        {
            requests.Add(await reader.ReadLineAsync());
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }

        return requests;
    }
}
