namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The Dockerfile can't be understood. <see cref="DockerFault.File"/> and <see cref="DockerFault.Line"/> say where.</summary>
public sealed class DockerfileSyntaxException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.DockerfileSyntax, command, workingDirectory);
