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
    public static string Driver(string? dockerConfig = null, string? builder = null) => Read(dockerConfig, builder)?.Driver ?? "docker";

    /// <summary>
    /// Returns the number of nodes of the builder: machines or pods that share the platforms of a build. 1 if no builder was created or chosen.
    /// </summary>
    /// <inheritdoc cref="Driver"/>
    public static int Nodes(string? dockerConfig = null, string? builder = null) => Read(dockerConfig, builder)?.Nodes.Length ?? 1;

    /// <summary>Returns the builder; <c>null</c> if no builder was created or chosen.</summary>
    /// <inheritdoc cref="Driver"/>
    public static BuilderInstance? Read(string? dockerConfig = null, string? builder = null) =>
        Instance(dockerConfig, builder) is { } file ? BuilderInstance.Read(file) : null;

    /// <summary>Returns the name of the builder; <c>null</c> if no builder was chosen.</summary>
    /// <inheritdoc cref="Driver"/>
    public static string? Name(string? dockerConfig = null) => Instance(dockerConfig, builder: null) is { } file ? Path.GetFileName(file) : null;

    internal static string? Instance(string? dockerConfig, string? builder)
    {
        var environment = EnvironmentReading.OfThisProcess();
        if (Folder(dockerConfig, environment) is not { } folder)
            return null;

        var name = builder ?? environment.Read("BUILDX_BUILDER") ?? Chosen(Path.Combine(folder, "current"));
        return string.IsNullOrEmpty(name) ? null : Path.Combine(folder, "instances", name);
    }

    private static string? Folder(string? dockerConfig, IReadOnlyDictionary<string, string> environment) =>
        environment.Read("BUILDX_CONFIG")
            ?? ((dockerConfig ?? DockerContexts.ConfigDirectory(environment)) is { } config ? Path.Combine(config, "buildx") : null);

    private static string? Chosen(string file)
    {
        if (!File.Exists(file))
            return null;

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty("Name", out var name) ? name.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            // buildx is writing the file right now, or it is damaged or belongs to another user; buildx reports that itself.
            return null;
        }
    }
}
