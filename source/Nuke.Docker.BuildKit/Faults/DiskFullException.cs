namespace Nuke.Docker.BuildKit.Faults;

/// <summary>There is no space left, for the engine or for the cache folder.</summary>
public sealed class DiskFullException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.DiskFull, command, workingDirectory);
