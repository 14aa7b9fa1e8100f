using Nuke.Docker.BuildKit.Builds;

namespace Nuke.Docker.BuildKit.Tests;

public sealed class DockerImageSpecs
{
    [TestCase("bot", "bot")]
    [TestCase("acme/bot", "bot")]
    [TestCase("registry.example.com:5000/acme/bot", "bot")]
    public void The_short_name_is_what_follows_the_last_slash(string name, string shortName) =>
        Assert.That(new DockerImage(name).ShortName, Is.EqualTo(shortName));

    [Test]
    public void References_are_the_name_with_each_tag() =>
        Assert.That(new DockerImage("acme/bot") { Tags = ["latest", "1.4"] }.References, Is.EqualTo(["acme/bot:latest", "acme/bot:1.4"]));

    [TestCase("acme/bot:1.4", "acme/bot")]
    [TestCase("localhost:5000/bot:1.4", "localhost:5000/bot")]
    [TestCase("acme/bot@sha256:00", "acme/bot")]
    public void A_tag_in_the_name_is_refused_with_the_right_way_to_write_it(string name, string right) =>
        Assert.That(() => new DockerImage(name), Throws.ArgumentException.With.Message.Contains($"new(\"{right}\")"));

    [TestCase("")]
    [TestCase(" ")]
    public void A_name_is_needed(string name) => Assert.That(() => new DockerImage(name), Throws.ArgumentException);
}
