namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The image was built; its cache could not be written.</summary>
public sealed class CacheExportFailedException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.CacheExportFailed, command, workingDirectory);
