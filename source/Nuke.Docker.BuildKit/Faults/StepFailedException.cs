namespace Nuke.Docker.BuildKit.Faults;

/// <summary>A RUN ended with another exit code than 0, which is <see cref="DockerFault.StepExitCode"/>.</summary>
public sealed class StepFailedException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.StepFailed, command, workingDirectory);
