using Nuke.Common.IO;

namespace Nuke.EmbeddedHost.Tests.IO;

public class GlobbingSpecs
{
    private AbsolutePath root = null!;

    [SetUp]
    public void CreateFiles()
    {
        root = AbsolutePath.Create(Directory.CreateTempSubdirectory("globbing-").FullName);
        foreach (var file in new[] { "a.cs", "b.txt", "src/c.cs", "src/deep/d.cs", "tests/e.cs" })
            (root / file).WriteAllText(file);
    }

    [TearDown]
    public void DeleteFiles() => root.DeleteDirectory();

    [TestCase("*.cs", "a.cs")]
    [TestCase("**/*.cs", "a.cs,src/c.cs,src/deep/d.cs,tests/e.cs")]
    [TestCase("src/**/*.cs", "src/c.cs,src/deep/d.cs")]
    [TestCase("*/?.cs", "src/c.cs,tests/e.cs")]
    [TestCase("src/**", "src/c.cs,src/deep/d.cs")]
    [TestCase("nowhere/*.cs", "")]
    public void Files_are_found_by_pattern(string pattern, string expected)
        => Assert.That(Names(root.GlobFiles(pattern)), Is.EqualTo(expected));

    [TestCase("*", "src,tests")]
    [TestCase("**/deep", "src/deep")]
    public void Folders_are_found_by_pattern(string pattern, string expected)
        => Assert.That(Names(root.GlobDirectories(pattern)), Is.EqualTo(expected));

    private string Names(IEnumerable<AbsolutePath> paths) => string.Join(',', paths.Select(x => root.GetUnixRelativePathTo(x).ToString()));
}
