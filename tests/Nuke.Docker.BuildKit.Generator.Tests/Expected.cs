namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Generated files in the folder <c>Expected</c>.</summary>
internal static class Expected
{
    /// <summary>Compares a generated file with the expected one and attaches it to the test.</summary>
    public static void Check(string file, string source)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "Generated")).FullName, file);
        File.WriteAllText(path, source);
        TestContext.AddTestAttachment(path, "the generated file; read it before it becomes the expected one");

        Assert.That(source, Is.EqualTo(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Expected", file))));
    }
}
