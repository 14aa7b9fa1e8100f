using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>
/// The exception that is thrown if a build fails. The message states what failed and where, the last lines of output, the command with its
/// secrets redacted, and what to do.
/// </summary>
/// <param name="fault">The fault. Its kind is the kind of the exception.</param>
/// <param name="command">The redacted command; <c>null</c> if none was started.</param>
/// <param name="workingDirectory">The working directory of the command; <c>null</c> if none was started.</param>
public sealed class DockerBuildException(DockerFault fault, string? command = null, string? workingDirectory = null)
    : DockerException(fault.Kind, FaultText.Message(fault, command, workingDirectory))
{
    /// <summary>The fault, its place and its remedy.</summary>
    public DockerFault Fault { get; } = fault;

    /// <summary>The reports of the failed build, one for each image; empty if no build was started.</summary>
    public IReadOnlyList<BuildReport> Reports { get; init; } = [];

    /// <summary>The redacted command; <c>null</c> if none was started.</summary>
    public string? Command { get; } = command;

    /// <summary>The working directory of the command; <c>null</c> if none was started.</summary>
    public string? WorkingDirectory { get; } = workingDirectory;
}
