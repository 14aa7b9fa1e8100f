using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nuke.Docker.BuildKit.Daemons.Internal;

namespace Nuke.Docker.BuildKit.Registries.Internal;

/// <summary>
/// The certificates that docker has for a registry, in <c>certs.d/HOST:PORT</c>: authorities (<c>*.crt</c>), and the certificates and keys of this client
/// (<c>*.cert</c> and <c>*.key</c>).
/// </summary>
internal sealed class RegistryCertificates
{
    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection _authorities = [];
    private readonly List<X509Certificate2Collection> _clients = [];

    private RegistryCertificates()
    {
    }

    /// <summary>The reason why docker's certificates can't be used, and what to do. <c>null</c>: they can, or there are none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Returns the folders of docker for certificates: of the engine of this machine, of a rootless one and of Docker Desktop.</summary>
    public static IReadOnlyList<string> Folders(IReadOnlyDictionary<string, string> environment) =>
        [.. ConfigurationFiles.DaemonPaths(environment).Select(path => Path.Combine(Path.GetDirectoryName(path)!, "certs.d"))];

    /// <summary>Reads the certificates for a registry.</summary>
    /// <param name="registry">The registry as in names of images.</param>
    /// <param name="folders">The folders of docker. The first that has a folder for the registry counts.</param>
    public static RegistryCertificates Read(string registry, IEnumerable<string> folders)
    {
        var certificates = new RegistryCertificates();
        // A file name of Windows has no colon.
        var name = OperatingSystem.IsWindows() ? registry.Replace(":", "", StringComparison.Ordinal) : registry;
        if (folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists) is { } found)
            certificates.Add(found);
        return certificates;
    }

    /// <summary>Uses the certificates for connections.</summary>
    /// <param name="options">The options of the connections.</param>
    /// <param name="insecure">True to accept each certificate of the registry.</param>
    public void Apply(SslClientAuthenticationOptions options, bool insecure)
    {
        if (insecure)
        {
#pragma warning disable CA5359 // Docker's rule for registries on this machine and for those that the user configured as insecure.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (_authorities.Count > 0)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsTrusted(certificate, chain));
        }

        // A single certificate is sent with those that its file has in addition. Of several, the registry accepts one by its issuer.
        if (_clients is [var only])
            options.ClientCertificateContext = SslStreamCertificateContext.Create(only[0], [.. only.Skip(1)], offline: true);
        else if (_clients.Count > 1)
            options.ClientCertificates = [.. _clients.Select(client => client[0])];
    }

    // The authorities of the system were asked before.
    private bool IsTrusted(X509Certificate? certificate, X509Chain? received)
    {
        if (certificate is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(s_serverAuthentication);
        foreach (var element in received?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(certificate as X509Certificate2 ?? new X509Certificate2(certificate));
    }

    private void Add(string folder)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                AddFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem = $"{folder} can't be read: {exception.Message} Correct its permissions.";
        }
    }

    private void AddFile(string file)
    {
        try
        {
            switch (Path.GetExtension(file))
            {
                case ".crt":
                    var before = _authorities.Count;
                    _authorities.ImportFromPemFile(file);
                    if (_authorities.Count == before)
                        Problem ??= $"{file} can't be used: it contains no certificate in PEM.";
                    break;
                case ".cert" when !File.Exists(Path.ChangeExtension(file, ".key")):
                    Problem ??= $"{file} has no key: add {Path.ChangeExtension(file, ".key")}. The certificate of an authority must have the extension .crt.";
                    break;
                case ".cert":
                    _clients.Add(ReadClient(file, Path.ChangeExtension(file, ".key")));
                    break;
                case ".key" when !File.Exists(Path.ChangeExtension(file, ".cert")):
                    Problem ??= $"{file} has no certificate: add {Path.ChangeExtension(file, ".cert")}.";
                    break;
            }
        }
        catch (CryptographicException exception)
        {
            Problem ??= $"{file} can't be used: {exception.Message.TrimEnd('.')}. It must be PEM, and a key must have no password.";
        }
    }

    private static X509Certificate2Collection ReadClient(string certificateFile, string keyFile)
    {
        var client = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        // Windows doesn't use keys that are only in memory.
        if (OperatingSystem.IsWindows())
            client = X509CertificateLoader.LoadPkcs12(client.Export(X509ContentType.Pkcs12), null);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(certificateFile);
        return [client, .. all.Skip(1)];
    }
}
