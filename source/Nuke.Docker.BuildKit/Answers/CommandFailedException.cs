namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A command that was asked something failed.</summary>
public sealed class CommandFailedException(string command, CommandOutput output)
    : Exception($"'docker {command}' ended with exit code {output.ExitCode}: {(output.StandardError.Trim() is { Length: > 0 } error ? error : output.StandardOutput.Trim())}")
{
    /// <summary>The command without <c>docker</c>.</summary>
    public string Command { get; } = command;

    /// <summary>What it left.</summary>
    public CommandOutput Output { get; } = output;
}
