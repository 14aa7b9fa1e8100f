namespace Nuke.Docker.BuildKit.Text.Tests;

public sealed class NearestNamesSpecs
{
    [TestCase("runtme", new[] { "runtime", "builder" }, "Did you mean runtime?")]
    [TestCase("DockerBiuld", new[] { "DockerBuild", "DockerRebuild", "Test" }, "Did you mean DockerBuild or DockerRebuild?")]
    [TestCase("dockerbuild", new[] { "DockerBuild" }, "Did you mean DockerBuild?")]
    [TestCase("build", new[] { "builder", "runtime" }, "Did you mean builder?")]
    [TestCase("bot", new[] { "bat", "api" }, "Did you mean bat?")]
    [TestCase("x", new[] { "builder", "runtime" }, "There are: builder, runtime.")]
    [TestCase("x", new string[0], "")]
    public void Near_names_are_offered_or_else_all(string name, string[] names, string sentence) =>
        Assert.That(NearestNames.Sentence(name, names), Is.EqualTo(sentence));

    [Test]
    public void The_nearest_stand_first_and_are_few()
    {
        var names = NearestNames.Of("stage", ["stages", "stag", "stake", "stagee", "stage1", "tag"]);

        Assert.That(names, Has.Count.EqualTo(3));
        Assert.That(names, Has.None.EqualTo("tag"));
    }
}
