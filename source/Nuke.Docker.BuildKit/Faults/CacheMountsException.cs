namespace Nuke.Docker.BuildKit.Faults;

/// <summary>Cache mounts could not be carried.</summary>
public sealed class CacheMountsException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.CacheMounts, command, workingDirectory);
