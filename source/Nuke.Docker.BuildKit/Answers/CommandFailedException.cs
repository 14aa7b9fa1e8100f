namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Thrown if a command whose output is read fails.</summary>
public sealed class CommandFailedException(string command, CommandOutput output)
    : Exception($"'docker {command}' failed with exit code {output.ExitCode}: {Problem(output)}")
{
    /// <summary>The command without <c>docker</c>.</summary>
    public string Command { get; } = command;

    /// <summary>Exit code and output of the command.</summary>
    public CommandOutput Output { get; } = output;

    private static string Problem(CommandOutput output) => output.StandardError.Trim() is { Length: > 0 } error ? error : output.StandardOutput.Trim();
}
