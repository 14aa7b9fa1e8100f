using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Makes commands use an engine.</summary>
public static class EngineConnectionExtensions
{
    /// <summary>
    /// Returns the environment variables for a process that uses the engine: <see cref="EngineConnection.Environment"/>, and <c>PATH</c> with its docker
    /// first.
    /// </summary>
    /// <remarks>docker is found on PATH instead of set as the tool, because the buildx plugin is then started directly, which is faster.</remarks>
    [Pure]
    public static IReadOnlyDictionary<string, string> ProcessEnvironment(this EngineConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new Dictionary<string, string>(connection.Environment)
        {
            ["PATH"] = $"{Path.GetDirectoryName(connection.DockerPath)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };
    }

    /// <summary>
    /// Makes a command use the engine: adds <see cref="ProcessEnvironment"/>, and the <see cref="EngineConnection.Versions"/> to validate the
    /// flags against.
    /// </summary>
    [Pure]
    public static T UseEngine<T>(this T settings, EngineConnection connection)
        where T : DockerSettings
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var (name, value) in connection.ProcessEnvironment())
            settings = settings.AddEnvironmentVariable(name, value);
        return connection.Versions is null ? settings : settings with { Versions = connection.Versions };
    }
}
