using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>What is left of a process that ended by itself.</summary>
/// <param name="Command">The command line as a log may show it.</param>
/// <param name="WorkingDirectory">Where it ran.</param>
/// <param name="ExitCode">0 is success; a process that died of a signal gives 128 and the signal's number.</param>
/// <param name="Duration">From its start to its end.</param>
/// <param name="LastLines">The end of what it wrote to both streams, at most <see cref="DockerProcess.LastLineCount"/> lines, redacted.</param>
public sealed record ProcessResult(
    string Command,
    string WorkingDirectory,
    int ExitCode,
    TimeSpan Duration,
    ImmutableArray<OutputLine> LastLines)
{
    /// <summary>Returns this result where the exit code is 0.</summary>
    /// <exception cref="ProcessFailedException">Any other exit code.</exception>
    public ProcessResult EnsureSuccess() => ExitCode == 0 ? this : throw new ProcessFailedException(this);
}
