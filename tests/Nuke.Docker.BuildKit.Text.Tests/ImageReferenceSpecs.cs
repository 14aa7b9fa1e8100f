namespace Nuke.Docker.BuildKit.Text.Tests;

public class ImageReferenceSpecs
{
    private const string Sha = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [TestCase("alpine", "docker.io", "library/alpine", null, null, "alpine")]
    [TestCase("alpine:3.20", "docker.io", "library/alpine", "3.20", null, "alpine:3.20")]
    [TestCase("docker.io/alpine", "docker.io", "library/alpine", null, null, "alpine")]
    [TestCase("index.docker.io/library/alpine", "docker.io", "library/alpine", null, null, "alpine")]
    [TestCase("library/a/b", "docker.io", "library/a/b", null, null, "library/a/b")]
    [TestCase("acme/bot:1", "docker.io", "acme/bot", "1", null, "acme/bot:1")]
    [TestCase("localhost/bot", "localhost", "bot", null, null, "localhost/bot")]
    [TestCase("localhost:5000", "docker.io", "library/localhost", "5000", null, "localhost:5000")]
    [TestCase("localhost:5000/bot", "localhost:5000", "bot", null, null, "localhost:5000/bot")]
    [TestCase("host:5000/a/b:c", "host:5000", "a/b", "c", null, "host:5000/a/b:c")]
    [TestCase("registry.example/bot", "registry.example", "bot", null, null, "registry.example/bot")]
    [TestCase("Upper/bot", "Upper", "bot", null, null, "Upper/bot")]
    [TestCase("[2001:db8::1]:5000/bot", "[2001:db8::1]:5000", "bot", null, null, "[2001:db8::1]:5000/bot")]
    [TestCase("127.0.0.1/bot", "127.0.0.1", "bot", null, null, "127.0.0.1/bot")]
    [TestCase("bot:1@" + Sha, "docker.io", "library/bot", "1", Sha, "bot:1@" + Sha)]
    [TestCase("docker.io/a.b/c", "docker.io", "a.b/c", null, null, "docker.io/a.b/c")]
    [TestCase("a__b/c--d/e.f", "docker.io", "a__b/c--d/e.f", null, null, "a__b/c--d/e.f")]
    public void A_reference_is_read_as_docker_reads_it(string text, string domain, string path, string? tag, string? digest, string familiar)
    {
        var reference = ImageReference.Parse(text);

        Assert.That((reference.Domain, reference.Path, reference.Tag, reference.Digest), Is.EqualTo((domain, path, tag, digest)));
        Assert.That(reference.Familiar, Is.EqualTo(familiar));
    }

    [TestCase("", "must not be empty")]
    [TestCase("Alpine", "the repository 'Alpine' has upper-case letters; write 'alpine'")]
    [TestCase("acme/Bot:1", "the repository 'acme/Bot' has upper-case letters; write 'acme/bot'")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "is an image id")]
    [TestCase("bot:", "the tag after the colon is empty")]
    [TestCase("bot:-1", "the tag '-1' begins with '-'")]
    [TestCase("bot:a b", "' ' is not allowed in the tag 'a b'")]
    [TestCase("a//b", "a part between its slashes is empty")]
    [TestCase("/bot", "a part between its slashes is empty")]
    [TestCase("a..b", "'a..b' has too many separators in a row")]
    [TestCase("a___b", "'a___b' has too many separators in a row")]
    [TestCase("-a", "'-a' begins with '-'")]
    [TestCase("a-", "'a-' ends in '-'")]
    [TestCase("a b", "' ' is not allowed in 'a b'")]
    [TestCase("höst/a", "'ö' is not allowed in 'höst'")]
    [TestCase("host.x:port/a", "the port 'port' of the registry is not a number")]
    [TestCase("-host.x/a", "'-host.x' is not the name of a registry")]
    [TestCase("bot@sha256:12", "sha256 needs 64 lower-case hexadecimal digits")]
    [TestCase("bot@md5:12", "is not sha256")]
    [TestCase("https://host/a", "remove 'https://'")]
    public void An_invalid_reference_is_rejected_with_the_reason(string text, string expected)
    {
        Assert.That(() => ImageReference.Parse(text), Throws.TypeOf<InvalidSettingException>().With.Message.Contains(expected));
        Assert.That(ImageReference.TryParse(text, out _), Is.False);
    }

    [Test]
    public void Repository_and_tag_have_length_limits()
    {
        Assert.That(
            () => ImageReference.Parse(new string('a', 256 - "library/".Length)),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("256 characters; 255 are allowed"));
        Assert.That(ImageReference.Parse(new string('a', 255 - "library/".Length)).Path, Has.Length.EqualTo(255));
        Assert.That(
            () => ImageReference.Parse($"a:{new string('b', 129)}"),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("129 characters; 128 are allowed"));
    }

    [Test]
    public void A_default_tag_is_added_only_without_tag_and_digest()
    {
        Assert.That(ImageReference.Parse("bot").WithDefaultTag().ToString(), Is.EqualTo("docker.io/library/bot:latest"));
        Assert.That(ImageReference.Parse($"bot@{Sha}").WithDefaultTag().Tag, Is.Null);
        Assert.That(ImageReference.Parse("bot:1").WithTag("2").Familiar, Is.EqualTo("bot:2"));
    }
}
