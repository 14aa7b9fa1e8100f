using System.Net;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>
/// The address of a registry. Docker's rule: HTTPS, and for registries on this machine and insecure ones plain HTTP if they don't speak HTTPS.
/// </summary>
/// <param name="Name">The registry as in names of images: <c>docker.io</c>, <c>localhost:5000</c>.</param>
/// <param name="Insecure">Indicates that plain HTTP and invalid certificates are accepted.</param>
internal sealed record RegistryAddress(string Name, bool Insecure)
{
    /// <summary>True for a registry on this machine, to which no proxy leads.</summary>
    public bool IsLocal => IsLoopback(HostOf(Name));

    /// <summary>The base addresses in the order in which they are tried.</summary>
    public IReadOnlyList<Uri> Candidates
    {
        get
        {
            var host = Name == "docker.io" ? "registry-1.docker.io" : Name;
            var secure = new Uri($"https://{host}/");
            return Insecure ? [secure, new Uri($"http://{host}/")] : [secure];
        }
    }

    /// <summary>Applies docker's rule to a registry.</summary>
    /// <param name="name">The registry as in names of images.</param>
    /// <param name="insecure">The insecure registries: names with or without a port, addresses, and networks such as <c>10.0.0.0/8</c>.</param>
    public static RegistryAddress Of(string name, IReadOnlyCollection<string> insecure)
    {
        var host = HostOf(name);
        return new RegistryAddress(name, IsLoopback(host) || insecure.Any(entry => entry == name || entry == host || Contains(entry, host)));
    }

    private static string HostOf(string name)
    {
        var colon = name.LastIndexOf(':');
        return (colon > name.LastIndexOf(']') ? name[..colon] : name).Trim('[', ']');
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool Contains(string network, string host) =>
        IPNetwork.TryParse(network, out var range) && IPAddress.TryParse(host, out var address) && range.Contains(address);
}
