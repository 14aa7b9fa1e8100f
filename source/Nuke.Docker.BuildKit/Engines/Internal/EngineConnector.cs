using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Opens connections to all kinds of endpoints.</summary>
internal static class EngineConnector
{
    /// <summary>Default time limit of a response.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The address of requests. A host of its own stands for sockets and pipes.</summary>
    public static Uri BaseAddressOf(EngineEndpoint endpoint) => endpoint.Kind == EngineEndpointKind.Tcp
        ? new Uri($"{(UsesTls(endpoint) ? "https" : "http")}://{endpoint.Address}/")
        : new Uri("http://docker/");

    /// <summary>Throws if this process can't connect to an endpoint.</summary>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>, or a named pipe outside Windows.</exception>
    public static void Check(EngineEndpoint endpoint)
    {
        if (endpoint.Kind == EngineEndpointKind.Ssh)
            throw new NotSupportedException($"Only the docker CLI can reach {endpoint}.");
        if (endpoint.Kind == EngineEndpointKind.NamedPipe && !OperatingSystem.IsWindows())
            throw new NotSupportedException($"{endpoint} is a named pipe, which only Windows supports.");
    }

    /// <summary>Makes a handler connect to an endpoint.</summary>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>, or a named pipe outside Windows.</exception>
    public static void Configure(SocketsHttpHandler handler, EngineEndpoint endpoint, TimeSpan timeout)
    {
        Check(endpoint);
        handler.UseProxy = false;
        handler.ConnectTimeout = timeout;
        if (endpoint.Kind != EngineEndpointKind.Tcp)
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(endpoint, cancellationToken);
        else if (UsesTls(endpoint))
            handler.SslOptions = TlsFor(endpoint);
    }

    /// <summary>Connects to an endpoint.</summary>
    /// <exception cref="IOException">The connection failed.</exception>
    /// <exception cref="SocketException">The connection failed.</exception>
    /// <exception cref="AuthenticationException">The certificate of the engine is not trusted, or that of the client is refused.</exception>
    public static ValueTask<Stream> ConnectAsync(EngineEndpoint endpoint, CancellationToken cancellationToken) => endpoint.Kind switch
    {
        EngineEndpointKind.UnixSocket => ConnectSocketAsync(
            new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(endpoint.Address), cancellationToken),
        EngineEndpointKind.NamedPipe => ConnectPipeAsync(endpoint.Address, cancellationToken),
        _ => ConnectTcpAsync(endpoint, cancellationToken),
    };

    private static bool UsesTls(EngineEndpoint endpoint) =>
        endpoint.CertificateDirectory is not null || endpoint.Host.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<Stream> ConnectTcpAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        var address = BaseAddressOf(endpoint);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var stream = await ConnectSocketAsync(socket, new DnsEndPoint(address.IdnHost, address.Port), cancellationToken);
        if (!UsesTls(endpoint))
            return stream;

        var options = TlsFor(endpoint);
        options.TargetHost = address.IdnHost;
        var encrypted = new SslStream(stream);

        try
        {
            await encrypted.AuthenticateAsClientAsync(options, cancellationToken);
            return encrypted;
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectSocketAsync(Socket socket, EndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
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
