namespace Nuke.Docker.BuildKit.Faults;

/// <summary>COPY or ADD wants a file that neither the context nor the named stage has.</summary>
public sealed class MissingContextFileException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.MissingContextFile, command, workingDirectory);
