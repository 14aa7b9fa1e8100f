namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The image was built; the registry didn't take it.</summary>
public sealed class PushFailedException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.PushFailed, command, workingDirectory);
