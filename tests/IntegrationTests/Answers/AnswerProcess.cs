using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes;

namespace IntegrationTests.Answers;

internal static class AnswerProcess
{
    /// <summary>Standard output of a command; whether it succeeded is for the caller to see.</summary>
    public static async Task<(int ExitCode, string Output)> OutputAsync(EngineConnection connection, string folder, IEnumerable<string> words)
    {
        var output = new StringBuilder();
        var result = await new DockerProcess().RunAsync(In(new RawSettings { Words = [.. words] }, connection, folder), line =>
        {
            if (line.Kind == OutputKind.StandardOutput)
                output.Append(line.Text).Append('\n');
        });
        return (result.ExitCode, output.ToString());
    }

    /// <summary>The settings, for the docker of a connection and in a folder.</summary>
    public static T In<T>(T settings, EngineConnection connection, string folder)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(folder).UseEngine(connection);
}
