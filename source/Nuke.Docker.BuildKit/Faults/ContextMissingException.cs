namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The folder of the build context doesn't exist.</summary>
public sealed class ContextMissingException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.ContextMissing, command, workingDirectory);
