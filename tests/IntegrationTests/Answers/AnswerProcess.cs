using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes;

namespace IntegrationTests.Answers;

internal static class AnswerProcess
{
    /// <summary>Returns the standard output of a command. The caller checks if it succeeded.</summary>
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

    /// <summary>Makes the settings use the docker of a connection and a folder.</summary>
    public static T In<T>(T settings, EngineConnection connection, string folder)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(folder).UseEngine(connection);
}
