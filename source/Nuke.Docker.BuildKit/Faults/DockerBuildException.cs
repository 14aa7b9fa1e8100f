using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Faults.Internal;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>
/// A build failed. The message is all that a user needs to see: what failed and where, the last lines that matter, the command with
/// its secrets hidden, and what to do next. There is one sealed type for each <see cref="DockerFaultKind"/>.
/// </summary>
public abstract class DockerBuildException : Exception
{
    private protected DockerBuildException(DockerFault fault, DockerExitCode exitCode, string? command, string? workingDirectory)
        : base(FaultText.Message(fault, command, workingDirectory))
    {
        Fault = fault;
        ExitCode = (int)exitCode;
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>What failed.</summary>
    public DockerFault Fault { get; }

    /// <summary>What the process that ran the build should exit with, out of <see cref="DockerExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The command with its secrets hidden; null where none was started.</summary>
    public string? Command { get; }

    /// <summary>Where the command ran; null where none was started.</summary>
    public string? WorkingDirectory { get; }

    /// <summary>The exception for a fault.</summary>
    /// <param name="fault">What failed.</param>
    /// <param name="command">The command in its redacted form; it is shown as it is.</param>
    /// <param name="workingDirectory">Where it ran.</param>
    [Pure]
    public static DockerBuildException For(DockerFault fault, string? command = null, string? workingDirectory = null) => fault.Kind switch
    {
        DockerFaultKind.DockerfileMissing => new DockerfileMissingException(fault, command, workingDirectory),
        DockerFaultKind.DockerfileSyntax => new DockerfileSyntaxException(fault, command, workingDirectory),
        DockerFaultKind.UnknownStage => new UnknownStageException(fault, command, workingDirectory),
        DockerFaultKind.StepFailed => new StepFailedException(fault, command, workingDirectory),
        DockerFaultKind.MissingContextFile => new MissingContextFileException(fault, command, workingDirectory),
        DockerFaultKind.ContextMissing => new ContextMissingException(fault, command, workingDirectory),
        DockerFaultKind.BaseImageUnavailable => new BaseImageUnavailableException(fault, command, workingDirectory),
        DockerFaultKind.SecretMissing => new SecretMissingException(fault, command, workingDirectory),
        DockerFaultKind.PushFailed => new PushFailedException(fault, command, workingDirectory),
        DockerFaultKind.UnknownImage => new UnknownImageException(fault, command, workingDirectory),
        DockerFaultKind.CacheUnwritable => new CacheUnwritableException(fault, command, workingDirectory),
        DockerFaultKind.CacheExportFailed => new CacheExportFailedException(fault, command, workingDirectory),
        DockerFaultKind.CacheImportCorrupt => new CacheImportCorruptException(fault, command, workingDirectory),
        DockerFaultKind.CacheImportStalled => new CacheImportStalledException(fault, command, workingDirectory),
        DockerFaultKind.EngineStoreCorrupt => new EngineStoreCorruptException(fault, command, workingDirectory),
        DockerFaultKind.EngineUnavailable => new EngineUnavailableException(fault, command, workingDirectory),
        DockerFaultKind.EngineLost => new EngineLostException(fault, command, workingDirectory),
        DockerFaultKind.DiskFull => new DiskFullException(fault, command, workingDirectory),
        DockerFaultKind.SolverFlake => new SolverFlakeException(fault, command, workingDirectory),
        DockerFaultKind.Canceled => new BuildCanceledException(fault, command, workingDirectory),
        _ => new UnknownFaultException(fault, command, workingDirectory),
    };
}
