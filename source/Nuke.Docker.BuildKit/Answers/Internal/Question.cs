using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>Runs a command and reads its output.</summary>
internal static class Question
{
    /// <exception cref="CommandFailedException">The exit code is not 0.</exception>
    /// <exception cref="AnswerException">The output cannot be read.</exception>
    public static async Task<T> AskAsync<T>(DockerSettings settings, Func<string, T> read, CancellationToken cancellationToken)
    {
        CommandRunner.Check(settings);
        var output = await RunAsync(settings, cancellationToken);
        return output.ExitCode == 0 ? read(output.StandardOutput) : throw Failed(settings, output);
    }

    /// <summary>Runs a command whose output can be read even if the exit code is not 0.</summary>
    public static async Task<T> AskAnywayAsync<T>(DockerSettings settings, Func<string, T> read, CancellationToken cancellationToken)
    {
        CommandRunner.Check(settings);
        var output = await RunAsync(settings, cancellationToken);
        return output.StandardOutput.AsSpan().TrimStart().StartsWith("{") ? read(output.StandardOutput) : throw Failed(settings, output);
    }

    /// <summary>Runs a command and returns its output, whatever the exit code.</summary>
    public static async Task<CommandOutput> RunAsync(DockerSettings settings, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        var result = await new DockerProcess().RunAsync(
            settings,
            line => (line.Kind == OutputKind.StandardOutput ? output : error).Append(line.Text).Append('\n'),
            cancellationToken: cancellationToken);
        return new CommandOutput(result.ExitCode, output.ToString(), error.ToString());
    }

    private static CommandFailedException Failed(DockerSettings settings, CommandOutput output) => new(settings.ToArguments().ToString(), output);
}
