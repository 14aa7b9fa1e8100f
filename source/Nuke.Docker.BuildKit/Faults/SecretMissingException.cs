namespace Nuke.Docker.BuildKit.Faults;

/// <summary>A step requires a secret that the build wasn't given, or the secret's file doesn't exist.</summary>
public sealed class SecretMissingException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerBuildException(fault, DockerExitCode.SecretMissing, command, workingDirectory);
