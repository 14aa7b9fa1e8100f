namespace Nuke.Docker.BuildKit.Text.Tests;

public sealed class NearestNamesSpecs
{
    [TestCase("runtme", new[] { "runtime", "builder" }, "Did you mean runtime?")]
    [TestCase("DockerBiuld", new[] { "DockerBuild", "DockerRebuild", "Test" }, "Did you mean DockerBuild or DockerRebuild?")]
    [TestCase("dockerbuild", new[] { "DockerBuild" }, "Did you mean DockerBuild?")]
    [TestCase("build", new[] { "builder", "runtime" }, "Did you mean builder?")]
    [TestCase("bot", new[] { "bat", "api" }, "Did you mean bat?")]
    [TestCase("abcdef", new[] { "abcxyf", "abxyzf" }, "Did you mean abcxyf?")]
    [TestCase("abcde", new[] { "abcdx", "abcxx" }, "Did you mean abcdx?")]
    [TestCase("ab", new[] { "ax", "xy" }, "Did you mean ax?")]
    [TestCase("x", new[] { "builder", "runtime" }, "Known: builder, runtime.")]
    [TestCase("x", new string[0], "")]
    public void Similar_names_are_suggested_or_else_all(string name, string[] names, string sentence) =>
        Assert.That(NearestNames.Sentence(name, names), Is.EqualTo(sentence));

    [Test]
    public void At_most_three_names_are_suggested()
    {
        var names = NearestNames.Of("stage", ["stages", "stag", "stake", "stagee", "stage1", "tag"]);

        Assert.That(names, Has.Count.EqualTo(3));
        Assert.That(names, Has.None.EqualTo("tag"));
    }
}
