namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The build failed in a way that isn't known here. <see cref="DockerFault.Detail"/> has BuildKit's words.</summary>
public sealed class UnknownFaultException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.Unknown, command, workingDirectory);
