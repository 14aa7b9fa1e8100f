using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Settings;

namespace IntegrationTests.Answers;

internal static class AnswerProcess
{
    /// <summary>Asks the docker of a connection, in a folder.</summary>
    public static DockerRunner Runner(EngineConnection connection, string folder) => new DockerProcess().AsRunner(In(new RawSettings(), connection, folder));

    public static T In<T>(T settings, EngineConnection connection, string folder)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(folder).UseEngine(connection);
}
