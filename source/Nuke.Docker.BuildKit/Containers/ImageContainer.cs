using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The container of an image: its name, its published ports and its settings.</summary>
internal static partial class ImageContainer
{
    /// <summary>Returns the name of the container: that of the image, without characters that docker does not accept.</summary>
    public static string NameOf(string image) => InvalidCharacters().Replace(image, "-").Trim('-', '.', '_');

    /// <summary>
    /// Creates the command that starts the container. Each TCP port that the image exposes is published on the loopback address, with the same number,
    /// or with one that the engine chooses if it is taken.
    /// </summary>
    /// <param name="reference">The image.</param>
    /// <param name="name">The name of the container.</param>
    /// <param name="image">The details of the image.</param>
    /// <param name="connection">The engine.</param>
    /// <param name="taken">Ports of this machine that are taken.</param>
    public static DockerRunSettings SettingsOf(
        string reference,
        string name,
        ImageInspectResponse image,
        EngineConnection connection,
        IReadOnlySet<int> taken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(taken);
        var settings = new DockerRunSettings { Image = reference }
            .SetName(name)
            .EnableDetach()
            .UseEngine(connection);
        if (connection.NeedsHostNetwork)
            return settings.AddNetwork("host");
        var ports = (image.Config?.ExposedPorts?.Keys ?? []).Select(TcpPort).OfType<int>().Order();
        return settings.AddPublish(ports.Select(port => new PublishedPort(port, taken.Contains(port) ? null : port) { Address = IPAddress.Loopback }));
    }

    /// <summary>Returns the ports on which programs of this machine listen; empty if the engine is on another one.</summary>
    public static IReadOnlySet<int> TakenPorts(EngineConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Endpoint.Kind is EngineEndpointKind.UnixSocket or EngineEndpointKind.NamedPipe
            ? IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToImmutableHashSet()
            : [];
    }

    /// <summary>Returns a digest of the image and of the command, by which a container that was started otherwise is recognized.</summary>
    public static string DigestOf(DockerRunSettings settings, ImageInspectResponse image)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(image);
        var text = string.Join('\0', settings.ToArguments().Values) + '\0' + image.ID;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static int? TcpPort(string exposed) =>
        exposed.Split('/') is [var number, .. [] or ["tcp"]] && int.TryParse(number, CultureInfo.InvariantCulture, out var port) ? port : null;

    [GeneratedRegex("[^a-zA-Z0-9_.-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InvalidCharacters();
}
