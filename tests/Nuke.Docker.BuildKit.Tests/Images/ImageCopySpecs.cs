using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Images;

public sealed class ImageCopySpecs
{
    [TestCase("example.com/acme/api", "mirror.example.com", "mirror.example.com/acme/api")]
    [TestCase("example.com/acme/api:1.*", "mirror.example.com:5000", "mirror.example.com:5000/acme/api")]
    [TestCase("python:3.13", "mirror.example.com", "mirror.example.com/library/python")]
    [TestCase("example.com/acme/api", "mirror.example.com/proxy/", "mirror.example.com/proxy/acme/api")]
    [TestCase("example.com/acme/api", "mirror.example.com/other/name", "mirror.example.com/other/name")]
    [TestCase("example.com/acme/api", "docker.io/acme/api", "docker.io/acme/api")]
    public void The_destination_is_a_registry_a_prefix_or_a_repository(string source, string destination, string expected) =>
        Assert.That(new ImageCopy(source, destination).DestinationRepository.Name, Is.EqualTo(expected));

    [TestCase("example.com/acme/api", "acme/api", "'acme/api' has no registry; write one, such as docker.io/acme/api")]
    [TestCase("example.com/acme/api", "mirror.example.com/acme/api:1", "must have no tag and no digest")]
    [TestCase("example.com/acme/api", "example.com", "would be copied to itself")]
    [TestCase("example.com/acme/API", "mirror.example.com", "write 'acme/api'")]
    [TestCase("https://example.com/acme/api", "mirror.example.com", "remove 'https://'")]
    [TestCase("example.com/acme/api:1 0", "mirror.example.com", "'1 0' is neither a tag nor a pattern")]
    [TestCase("example.com/acme/api@sha256:1", "mirror.example.com", "sha256 needs 64")]
    public void A_wrong_name_is_refused(string source, string destination, string problem) =>
        Assert.That(() => new ImageCopy(source, destination), Throws.InstanceOf<InvalidSettingException>().With.Message.Contains(problem));

    [TestCase("1.*", "1.0 1.1-rc1 2.0 11.0", "1.0 1.1-rc1")]
    [TestCase("1.* !*-rc*", "1.0 1.1-rc1", "1.0")]
    [TestCase("3.1?", "3.1 3.12 3.123", "3.12")]
    [TestCase("*", "1.0 Latest sha256-abc sha256-abc.sig", "1.0 Latest")]
    [TestCase("latest 2.*", "latest LATEST 2.0", "latest 2.0")]
    [TestCase("!2.*", "1.0 2.0", "")]
    [TestCase("a.c", "a.c abc", "a.c")]
    public void Patterns_select_tags(string patterns, string tags, string expected) => Assert.That(
        TagPattern.Select([.. patterns.Split(' ').Select(text => new TagPattern(text))], tags.Split(' ')),
        Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void Without_a_tag_the_latest_image_is_copied() =>
        Assert.That(new ImageCopy("example.com/acme/api", "mirror.example.com").Patterns.Select(pattern => pattern.Exact), Is.EqualTo(new[] { "latest" }));
}
