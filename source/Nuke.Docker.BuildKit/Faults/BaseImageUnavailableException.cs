namespace Nuke.Docker.BuildKit.Faults;

/// <summary>An image that the Dockerfile builds on, or its syntax frontend, can't be had.</summary>
public sealed class BaseImageUnavailableException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.BaseImageUnavailable, command, workingDirectory);
