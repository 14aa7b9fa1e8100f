using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>The buildx builder that a build without <c>--builder</c> goes to, read from buildx's own files instead of by starting it.</summary>
public static class CurrentBuilder
{
    /// <summary>
    /// The driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c>, <c>remote</c>; <c>docker</c> where no builder was created or chosen.
    /// </summary>
    /// <param name="dockerConfig">The folder of docker's configuration. <c>null</c>: <c>DOCKER_CONFIG</c>, else <c>~/.docker</c>.</param>
    /// <param name="builder">The value of <c>--builder</c>. <c>null</c>: <c>BUILDX_BUILDER</c>, else what <c>docker buildx use</c> chose.</param>
    public static string Driver(string? dockerConfig = null, string? builder = null) =>
        Instance(dockerConfig, builder) is { } file ? Field(file, "Driver") ?? "docker" : "docker";

    /// <summary>How many nodes the builder has: machines or pods, among which the platforms of one build are divided. 1 where no builder was created or chosen.</summary>
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
            // Half-written by a buildx that runs right now: what it says about it is better than what we could.
            return missing;
        }
    }
}
