namespace Nuke.Docker.BuildKit.Faults;

/// <summary>No engine answers, or it can't be talked to.</summary>
public sealed class EngineUnavailableException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.EngineUnavailable, command, workingDirectory);
