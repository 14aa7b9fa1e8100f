namespace Nuke.Docker.BuildKit.Faults;

/// <summary>The build class has no image of the name that was asked for.</summary>
public sealed class UnknownImageException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.UnknownImage, command, workingDirectory);
