using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Reads docker's logins to registries from its configuration, without reading secrets or starting a process.</summary>
internal static class RegistryLogins
{
    private static readonly string[] s_localHosts = ["localhost", "127.", "[::1]"];

    /// <summary>Returns true if docker has a login for a registry. Registries on this machine need none.</summary>
    /// <param name="host">The host of the registry, optionally with a port: <c>registry.example.com</c>, <c>docker.io</c>.</param>
    /// <param name="dockerConfig">The configuration folder of docker. <c>null</c>: <c>DOCKER_CONFIG</c> or <c>~/.docker</c>.</param>
    public static bool Has(string host, string? dockerConfig = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (s_localHosts.Any(local => host.StartsWith(local, StringComparison.Ordinal)))
            return true;

        var environment = EnvironmentReading.OfThisProcess();
        if (environment.Read("DOCKER_AUTH_CONFIG") is { } variable && Names(variable, host))
            return true;
        return (dockerConfig ?? DockerContexts.ConfigDirectory(environment)) is { } folder && Names(Text(Path.Combine(folder, "config.json")), host);
    }

    private static string Text(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool Names(string configuration, string host)
    {
        if (configuration.Length == 0)
            return false;

        try
        {
            using var document = JsonDocument.Parse(configuration);
            var names = Members(document.RootElement, "auths").Concat(Members(document.RootElement, "credHelpers"));
            return names.Any(name => RegistryCredentials.HostOf(name) == RegistryCredentials.HostOf(host));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Members(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().Select(member => member.Name)
            : [];
}
