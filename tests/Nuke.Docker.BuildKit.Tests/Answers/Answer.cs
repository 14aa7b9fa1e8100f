using DockerTestSupport.Recordings;

namespace Nuke.Docker.BuildKit.Tests.Answers;

/// <summary>What real tools printed: Recordings/answers.</summary>
internal static class Answer
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(Recording.Folder, "answers", file));
}
