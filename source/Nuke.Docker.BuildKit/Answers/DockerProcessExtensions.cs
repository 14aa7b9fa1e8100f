using System.Text;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Lets a process answer questions.</summary>
public static class DockerProcessExtensions
{
    /// <summary>A runner that starts a process for each command.</summary>
    /// <param name="process">Starts it.</param>
    /// <param name="settings">Tool, folder and environment of each command; null: all by default.</param>
    public static DockerRunner AsRunner(this DockerProcess process, RawSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        return async (arguments, cancellationToken) =>
        {
            var output = new StringBuilder();
            var error = new StringBuilder();
            var result = await process.RunAsync(
                (settings ?? new RawSettings()) with { Words = [.. arguments] },
                line => (line.Kind == OutputKind.StandardOutput ? output : error).Append(line.Text).Append('\n'),
                cancellationToken: cancellationToken);
            return new CommandOutput(result.ExitCode, output.ToString(), error.ToString());
        };
    }
}
