using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>The options that a build may try after a fault that the user did not cause.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecoveryMode>))]
public enum RecoveryMode
{
    /// <summary>Makes a single attempt. The build also fails if a cache cannot be written.</summary>
    Off,

    /// <summary>Keeps the cache mounts: runs the same command again, or leaves out a damaged import or a failing export.</summary>
    Safe,

    /// <summary>
    /// As a last resort, also builds without the engine's cache, first the failed stage, then everything. BuildKit empties the cache mounts of such steps.
    /// </summary>
    Full,
}
