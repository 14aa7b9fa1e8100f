namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The build was canceled, as by Ctrl+C: the shell's own code for that.</summary>
public sealed class BuildCanceledException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.Canceled, command, workingDirectory);
