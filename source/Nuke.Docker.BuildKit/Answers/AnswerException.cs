using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Thrown if the output of a command cannot be read: another tool has its name, or its format has changed.</summary>
public sealed class AnswerException(string command, string problem, Exception? inner = null)
    : DockerException(DockerFaultKind.ToolFailed, $"The output of 'docker {command}' could not be read: {problem}", inner)
{
    /// <summary>The command without <c>docker</c>: <c>buildx ls</c>.</summary>
    public string Command { get; } = command;
}
