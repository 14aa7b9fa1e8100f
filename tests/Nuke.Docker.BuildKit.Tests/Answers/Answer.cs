using DockerTestSupport.Recordings;

namespace Nuke.Docker.BuildKit.Tests.Answers;

/// <summary>Recorded output of the real tools: Recordings/answers.</summary>
internal static class Answer
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(Recording.Folder, "answers", file));
}
