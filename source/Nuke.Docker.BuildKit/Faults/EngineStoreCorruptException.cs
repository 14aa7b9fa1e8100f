namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The engine's own build cache lacks something that it counts on.</summary>
public sealed class EngineStoreCorruptException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.EngineStoreCorrupt, command, workingDirectory);
