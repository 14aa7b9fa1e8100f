namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>How far a build goes to get over a fault that isn't the user's.</summary>
public enum RecoveryMode
{
    /// <summary>One attempt. A cache that can't be written fails the build, too.</summary>
    Off,

    /// <summary>Whatever keeps the cache mounts of pip and uv: the same command again, without a damaged import, without an export that fails.</summary>
    Safe,

    /// <summary>As a last resort also without the engine's own cache: the stage concerned, then everything. BuildKit empties the cache mounts of what it runs so.</summary>
    Full,
}
