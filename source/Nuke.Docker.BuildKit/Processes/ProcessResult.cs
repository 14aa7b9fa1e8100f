using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>The result of a process that ended by itself.</summary>
/// <param name="Command">The redacted command line.</param>
/// <param name="WorkingDirectory">The working directory.</param>
/// <param name="ExitCode">The exit code: 0 on success, 128 plus the number of the signal that killed the process.</param>
/// <param name="Duration">The time from its start to its end.</param>
/// <param name="LastLines">The last lines of both streams, redacted, at most 40.</param>
public sealed record ProcessResult(
    string Command,
    string WorkingDirectory,
    int ExitCode,
    TimeSpan Duration,
    ImmutableArray<OutputLine> LastLines)
{
    /// <summary>Returns this result if the exit code is 0.</summary>
    /// <exception cref="ProcessFailedException">The exit code is not 0.</exception>
    public ProcessResult EnsureSuccess() => ExitCode == 0 ? this : throw new ProcessFailedException(this);
}
