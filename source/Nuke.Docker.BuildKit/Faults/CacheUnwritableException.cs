namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The folder for the exported cache can't be written. <see cref="DockerFault.File"/> names it.</summary>
public sealed class CacheUnwritableException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.CacheUnwritable, command, workingDirectory);
