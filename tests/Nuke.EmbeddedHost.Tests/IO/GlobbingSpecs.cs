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
    [TestCase("*.{cs,txt}", "a.cs,b.txt")]
    [TestCase("{src,tests}/**/*.cs", "src/c.cs,src/deep/d.cs,tests/e.cs")]
    [TestCase("**/{a,d}{,x}.cs", "a.cs,src/deep/d.cs")]
    [TestCase("[a-b].*", "a.cs,b.txt")]
    [TestCase("**/[!a-c].cs", "src/deep/d.cs,tests/e.cs")]
    [TestCase("src/../*.cs", "")]
    [TestCase(@"\*.cs", "")]
    [TestCase("A.cs", "", ExcludePlatform = "Win")]
    public void Files_are_found_by_pattern(string pattern, string expected)
        => Assert.That(Names(root.GlobFiles(pattern)), Is.EqualTo(expected));

    [TestCase("*", "src,tests")]
    [TestCase("**/deep", "src/deep")]
    [TestCase("src/**", "src,src/deep")]
    [TestCase("{src,no}", "src")]
    public void Folders_are_found_by_pattern(string pattern, string expected)
        => Assert.That(Names(root.GlobDirectories(pattern)), Is.EqualTo(expected));

    [TestCase("*.{cs")]
    [TestCase("[a")]
    public void A_bracket_must_be_closed(string pattern)
        => Assert.That(() => root.GlobFiles(pattern), Throws.ArgumentException.With.Message.Contain("is not a glob pattern"));

    [Test]
    [Difference]
    public void Paths_are_sorted_and_found_once()
        => Assert.That(Names(root.GlobFiles("src/*.cs", "*.cs", "**/*.cs")), Is.EqualTo("a.cs,src/c.cs,src/deep/d.cs,tests/e.cs"));

    private string Names(IEnumerable<AbsolutePath> paths) => string.Join(',', paths.Select(x => root.GetUnixRelativePathTo(x).ToString()));
}
