using System.Text;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Containers;

/// <summary>
/// A compose file for an engine without a bridge network, such as a private one: services use the network of the host, and find each other by name on the
/// loopback address. It is merged into the project's own files.
/// </summary>
internal static class ComposeHostNetwork
{
    /// <summary>Creates the file, in YAML.</summary>
    public static string Create(ComposeModel project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var text = new StringBuilder("# Generated: the engine has no bridge network. Merged into the project's own files.\n");
        List<ComposeService> services = [.. project.Services.Values.Where(service => service.NetworkMode is null)];
        text.Append(services.Count == 0 ? "services: {}\n" : "services:\n");
        foreach (var service in services)
        {
            text.Append("  ").Append(YamlText.Quote(service.Name)).Append(":\n    network_mode: host\n");
            text.Append("    networks: !reset null\n    ports: !reset []\n    extra_hosts:\n");
            foreach (var name in project.Services.Keys)
                text.Append("      - ").Append(YamlText.Quote($"{name}:127.0.0.1")).Append('\n');
        }

        return text.ToString();
    }
}
