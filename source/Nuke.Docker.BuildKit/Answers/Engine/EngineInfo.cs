namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <param name="StorageDriver">Graph driver or containerd snapshotter: <c>overlay2</c>, <c>overlayfs</c>, …</param>
/// <param name="UsesContainerdStore">Whether images live in containerd: only then can the docker driver export a cache.</param>
/// <param name="CgroupVersion"><c>1</c> or <c>2</c>; null on Windows.</param>
/// <param name="RootDirectory">The daemon's data folder, on the daemon's machine.</param>
/// <param name="OperatingSystem">Name of the distribution, e.g. <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="OsType"><c>linux</c> or <c>windows</c>.</param>
/// <param name="Architecture">As the kernel names it: <c>x86_64</c>, <c>aarch64</c>.</param>
/// <param name="MemoryBytes">All of the machine's memory.</param>
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
    /// <summary>How many containers run on it.</summary>
    public int RunningContainers { get; init; }
}
