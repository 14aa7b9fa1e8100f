using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Thrown if a command whose output is read fails.</summary>
public sealed class CommandFailedException(string command, CommandOutput output)
    : DockerException(DockerFaultKind.ToolFailed, Describe(command, output))
{
    /// <summary>The command without <c>docker</c>.</summary>
    public string Command { get; } = command;

    /// <summary>Exit code and output of the command.</summary>
    public CommandOutput Output { get; } = output;

    private static string Describe(string command, CommandOutput output)
    {
        var error = output.StandardError.Trim();
        return $"'docker {command}' failed with exit code {output.ExitCode}: {(error.Length > 0 ? error : output.StandardOutput.Trim())}";
    }
}
