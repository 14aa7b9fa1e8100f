using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Reads the buildx builder that a build without <c>--builder</c> uses, from buildx's own files instead of by starting it.</summary>
internal static class CurrentBuilder
{
    /// <summary>
    /// Returns the driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c> or <c>remote</c>; <c>docker</c> if no builder was created or chosen.
    /// </summary>
    /// <param name="dockerConfig">Folder of docker's configuration. <c>null</c>: <c>DOCKER_CONFIG</c>, otherwise <c>~/.docker</c>.</param>
    /// <param name="builder">Value of <c>--builder</c>. <c>null</c>: <c>BUILDX_BUILDER</c>, otherwise the choice of <c>docker buildx use</c>.</param>
    public static string Driver(string? dockerConfig = null, string? builder = null) =>
        Instance(dockerConfig, builder) is { } file ? Field(file, "Driver") ?? "docker" : "docker";

    /// <summary>
    /// Returns the number of nodes of the builder: machines or pods that share the platforms of a build. 1 if no builder was created or chosen.
    /// </summary>
    /// <inheritdoc cref="Driver"/>
    public static int Nodes(string? dockerConfig = null, string? builder = null) =>
        Instance(dockerConfig, builder) is { } file
            ? Read(file, root => root.TryGetProperty("Nodes", out var nodes) && nodes.ValueKind == JsonValueKind.Array ? nodes.GetArrayLength() : 1, 1)
            : 1;

    internal static string? Instance(string? dockerConfig, string? builder)
    {
        var environment = EnvironmentReading.OfThisProcess();
        if ((dockerConfig ?? DockerContexts.ConfigDirectory(environment)) is not { } config)
            return null;

        var folder = Path.Combine(config, "buildx");
        var name = builder ?? environment.Read("BUILDX_BUILDER") ?? Field(Path.Combine(folder, "current"), "Name");
        return string.IsNullOrEmpty(name) ? null : Path.Combine(folder, "instances", name);
    }

    private static string? Field(string file, string name) =>
        Read(file, root => root.TryGetProperty(name, out var value) ? value.GetString() : null, null);

    private static T Read<T>(string file, Func<JsonElement, T> read, T missing)
    {
        if (!File.Exists(file))
            return missing;

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            // buildx is writing the file right now, or it is damaged; buildx reports that itself.
            return missing;
        }
    }
}
