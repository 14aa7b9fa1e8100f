namespace Nuke.Docker.BuildKit.Faults;

/// <summary>A cache to import can't be read because whoever has it doesn't answer.</summary>
public sealed class CacheImportStalledException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.CacheImportStalled, command, workingDirectory);
