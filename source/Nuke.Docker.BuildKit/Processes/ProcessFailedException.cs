using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>The exception that is thrown if a process fails with an exit code other than 0.</summary>
/// <param name="result">The result of the process.</param>
public sealed class ProcessFailedException(ProcessResult result)
    : DockerException(DockerFaultKind.ToolFailed, Describe(result))
{
    /// <summary>The exit code, the duration and the last lines.</summary>
    public ProcessResult Result { get; } = result;

    private static string Describe(ProcessResult result)
    {
        var head = $"Exit code {result.ExitCode} of: {result.Command}{Environment.NewLine}in {result.WorkingDirectory}";
        return result.LastLines.IsEmpty
            ? $"{head}, without any output"
            : $"{head}, with the last lines:{string.Concat(result.LastLines.Select(line => $"{Environment.NewLine}  {line.Text}"))}";
    }
}
