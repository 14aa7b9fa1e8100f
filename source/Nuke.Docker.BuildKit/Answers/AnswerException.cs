using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>What a command printed is not what it should print: another tool answers to its name, or its form has changed.</summary>
public sealed class AnswerException(string command, string problem, Exception? inner = null)
    : DockerException(DockerFaultKind.ToolFailed, $"The answer of 'docker {command}' could not be read: {problem}", inner)
{
    /// <summary>The command without <c>docker</c>: <c>buildx ls</c>.</summary>
    public string Command { get; } = command;
}
