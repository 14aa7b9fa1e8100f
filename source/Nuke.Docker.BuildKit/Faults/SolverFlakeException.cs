namespace Nuke.Docker.BuildKit.Faults;

/// <summary>BuildKit's solver stumbled over itself; the same command mostly succeeds.</summary>
public sealed class SolverFlakeException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.SolverFlake, command, workingDirectory);
