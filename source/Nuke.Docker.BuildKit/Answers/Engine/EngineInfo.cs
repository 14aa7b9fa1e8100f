namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Properties of an engine.</summary>
/// <param name="ServerVersion">Version of the daemon, such as <c>28.5.2</c>.</param>
/// <param name="StorageDriver">Graph driver or containerd snapshotter: <c>overlay2</c>, <c>overlayfs</c>, …</param>
/// <param name="UsesContainerdStore">Indicates the containerd image store, which the docker driver needs to export a cache.</param>
/// <param name="CgroupDriver"><c>cgroupfs</c> or <c>systemd</c>; <c>null</c> on Windows.</param>
/// <param name="CgroupVersion"><c>1</c> or <c>2</c>; <c>null</c> on Windows.</param>
/// <param name="RootDirectory">Data folder of the daemon, on the daemon's machine.</param>
/// <param name="OperatingSystem">Name of the distribution, such as <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="OsType"><c>linux</c> or <c>windows</c>.</param>
/// <param name="Architecture">Architecture as the kernel names it: <c>x86_64</c>, <c>aarch64</c>.</param>
/// <param name="ProcessorCount">Number of processors of the machine.</param>
/// <param name="MemoryBytes">Total memory of the machine.</param>
public sealed record EngineInfo(
    string ServerVersion,
    string StorageDriver,
    bool UsesContainerdStore,
    string? CgroupDriver,
    string? CgroupVersion,
    string RootDirectory,
    string OperatingSystem,
    string OsType,
    string Architecture,
    int ProcessorCount,
    long MemoryBytes)
{
    /// <summary>Identifies the engine, even after a restart; <c>null</c> if it reports none.</summary>
    public string? Id { get; init; }

    /// <summary>Number of running containers.</summary>
    public int RunningContainers { get; init; }
}
