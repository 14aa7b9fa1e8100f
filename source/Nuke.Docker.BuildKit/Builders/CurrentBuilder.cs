using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Builders;

/// <summary>The buildx builder that a build without <c>--builder</c> goes to, read from buildx's own files instead of by starting it.</summary>
public static class CurrentBuilder
{
    /// <summary>
    /// The driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c>, <c>remote</c>; <c>docker</c> where no builder was created or chosen.
    /// </summary>
    /// <param name="dockerConfig">The folder of docker's configuration. <c>null</c>: <c>DOCKER_CONFIG</c>, else <c>~/.docker</c>.</param>
    /// <param name="builder">The value of <c>--builder</c>. <c>null</c>: <c>BUILDX_BUILDER</c>, else what <c>docker buildx use</c> chose.</param>
    public static string Driver(string? dockerConfig = null, string? builder = null)
    {
        var environment = EnvironmentReading.OfThisProcess();
        if ((dockerConfig ?? DockerContexts.ConfigDirectory(environment)) is not { } config)
            return "docker";

        var folder = Path.Combine(config, "buildx");
        var name = builder ?? environment.Read("BUILDX_BUILDER") ?? Field(Path.Combine(folder, "current"), "Name");
        return string.IsNullOrEmpty(name) ? "docker" : Field(Path.Combine(folder, "instances", name), "Driver") ?? "docker";
    }

    private static string? Field(string file, string name)
    {
        if (!File.Exists(file))
            return null;

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (JsonException)
        {
            // Half-written by a buildx that runs right now: what it says about it is better than what we could.
            return null;
        }
    }
}
