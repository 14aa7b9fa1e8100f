using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>A process ran and ended with an exit code other than 0.</summary>
public sealed class ProcessFailedException(ProcessResult result)
    : DockerException(DockerFaultKind.ToolFailed, Describe(result))
{
    /// <summary>Exit code, duration and last lines.</summary>
    public ProcessResult Result { get; } = result;

    private static string Describe(ProcessResult result)
    {
        var head = $"Exit code {result.ExitCode} of: {result.Command}{Environment.NewLine}in {result.WorkingDirectory}";
        return result.LastLines.IsEmpty
            ? $"{head}, without any output"
            : $"{head}, whose last lines were:{Environment.NewLine}{string.Join(Environment.NewLine, result.LastLines.Select(line => $"  {line.Text}"))}";
    }
}
