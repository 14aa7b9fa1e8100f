using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class ExactPatternSpecs
{
    [TestCase("app/main.py", "app/mainXpy")]
    [TestCase("#notes.env", "notes.env")]
    [TestCase("!keep.env", "keep.env")]
    [TestCase("a*b.env", "aXb.env")]
    [TestCase("a[1]?.env", "a1X.env")]
    public void A_line_matches_its_path_alone(string path, string other)
    {
        var line = ExactPattern.Of(path);
        var included = new DockerignoreMatcher(DockerignoreFile.Parse($"**\n!{line}"));

        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(line)).Ignores(path), Is.True);
        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(line)).Ignores(other), Is.False);
        Assert.That(included.Ignores(path), Is.False);
    }
}
