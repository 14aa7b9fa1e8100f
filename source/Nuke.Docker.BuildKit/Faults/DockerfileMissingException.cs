namespace Nuke.Docker.BuildKit.Faults;

/// <summary>There is no Dockerfile where one was looked for. The message offers what the folder has instead.</summary>
public sealed class DockerfileMissingException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.DockerfileMissing, command, workingDirectory);
