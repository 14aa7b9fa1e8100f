using System.IO.Pipes;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Opens connections to all kinds of endpoints.</summary>
internal static class EngineConnector
{
    /// <summary>Default time limit of a response.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    public static Uri BaseAddressOf(EngineEndpoint endpoint) => endpoint switch
    {
        { Kind: EngineEndpointKind.Tcp } => new Uri($"{(UsesTls(endpoint) ? "https" : "http")}://{endpoint.Address}/"),
        _ => new Uri("http://docker/"),
    };

    /// <summary>Makes a handler connect to an endpoint.</summary>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>, or a named pipe outside Windows.</exception>
    public static void Configure(SocketsHttpHandler handler, EngineEndpoint endpoint, TimeSpan timeout)
    {
        handler.UseProxy = false;
        handler.ConnectTimeout = timeout;

        switch (endpoint.Kind)
        {
            case EngineEndpointKind.UnixSocket:
                handler.ConnectCallback = (_, cancellationToken) => ConnectSocketAsync(endpoint.Address, cancellationToken);
                break;

            case EngineEndpointKind.NamedPipe when OperatingSystem.IsWindows():
                handler.ConnectCallback = (_, cancellationToken) => ConnectPipeAsync(endpoint.Address, cancellationToken);
                break;

            case EngineEndpointKind.Tcp when UsesTls(endpoint):
                handler.SslOptions = TlsFor(endpoint);
                break;

            case EngineEndpointKind.Tcp:
                break;

            case EngineEndpointKind.Ssh:
                throw new NotSupportedException($"Only the docker CLI can reach {endpoint}.");

            default:
                throw new NotSupportedException($"{endpoint} is a named pipe, which only Windows supports.");
        }
    }

    private static bool UsesTls(EngineEndpoint endpoint) =>
        endpoint.CertificateDirectory is not null || endpoint.Host.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectPipeAsync(string name, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);

        try
        {
            await pipe.ConnectAsync(cancellationToken);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions TlsFor(EngineEndpoint endpoint)
    {
        var options = new SslClientAuthenticationOptions();
        var (ca, certificate, key) = FilesIn(endpoint.CertificateDirectory ?? "");

        if (File.Exists(certificate) && File.Exists(key))
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, key)];

        if (endpoint.SkipsTlsVerification)
        {
#pragma warning disable CA5359 // The user requested this with skip-tls-verify or DOCKER_TLS without DOCKER_TLS_VERIFY.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (File.Exists(ca))
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(ca);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static (string Ca, string Certificate, string Key) FilesIn(string directory) =>
        (Path.Combine(directory, "ca.pem"), Path.Combine(directory, "cert.pem"), Path.Combine(directory, "key.pem"));
}
