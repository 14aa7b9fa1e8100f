namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The engine went away during the build.</summary>
public sealed class EngineLostException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.EngineLost, command, workingDirectory);
