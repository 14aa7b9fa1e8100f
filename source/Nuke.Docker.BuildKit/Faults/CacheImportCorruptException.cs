namespace Nuke.Docker.BuildKit.Faults;

/// <summary>An imported cache names content that it doesn't have or that is damaged.</summary>
public sealed class CacheImportCorruptException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.CacheImportCorrupt, command, workingDirectory);
