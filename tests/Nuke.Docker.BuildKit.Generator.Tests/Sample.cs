namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Specifications in the folder <c>Samples</c>. The tests depend on their lines and columns.</summary>
internal static class Sample
{
    /// <summary>Returns the text of a sample with LF line endings, without the last one.</summary>
    public static string Read(string file) =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Samples", file)).ReplaceLineEndings("\n").TrimEnd('\n');
}
