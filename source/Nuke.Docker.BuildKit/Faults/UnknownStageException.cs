namespace Nuke.Docker.BuildKit.Faults;

/// <summary><c>--target</c> names a stage that the Dockerfile doesn't have. The message lists those it has, where they are known.</summary>
public sealed class UnknownStageException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.UnknownStage, command, workingDirectory);
