using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Images.Sync;

public sealed class SyncFileSpecs
{
    [TestCase("images:\n  - from: example.com/a\n    to: mirror.example.com\n    tags: ['1.*', latest]\n    platforms: linux/amd64\n")]
    [TestCase("""{"images": [{"from": "example.com/a", "to": "mirror.example.com", "tags": ["1.*", "latest"], "platforms": ["linux/amd64"]}]}""")]
    public void Yaml_and_json_are_read(string text)
    {
        var copy = SyncFile.Parse(text, "images.yaml").Single();

        Assert.That((copy.Source, copy.Destination), Is.EqualTo(("example.com/a", "mirror.example.com")));
        Assert.That(copy.Tags, Is.EqualTo(new[] { "1.*", "latest" }));
        Assert.That(copy.Platforms.Select(platform => platform.Name), Is.EqualTo(new[] { "linux/amd64" }));
    }

    [TestCase("", "images.yaml:1: it has no member 'images'.")]
    [TestCase("images: []", "images.yaml:1: 'images' is not a list of images.")]
    [TestCase("image:\n  - from: a", "images.yaml:1: 'image' is unknown. Did you mean images?")]
    [TestCase("images:\n  - frm: example.com/a\n", "images.yaml:2: 'frm' is unknown. Did you mean from? Write")]
    [TestCase("images:\n  - from: example.com/a\n", "images.yaml:2: the image has no 'to'.")]
    [TestCase("images:\n  - from: [a]\n    to: b.example.com\n", "images.yaml:2: 'from' is not a text.")]
    [TestCase("images:\n  - from: example.com/a\n    to: b.example.com\n    tags: {a: b}\n", "images.yaml:4: 'tags' is not a list of texts.")]
    [TestCase("images:\n  - from: example.com/a\n    to: b.example.com\n    tags: ['a b']\n", "images.yaml:2: 'a b' is neither a tag nor a pattern")]
    [TestCase("images:\n  - from: example.com/a\n    to: b.example.com\n    platforms: [x]\n", "images.yaml:2: 'x' is not a platform")]
    [TestCase("images:\n  - from: example.com/A\n    to: b.example.com\n", "images.yaml:2: 'example.com/A' is not an image reference")]
    [TestCase("images:\n  - [", "images.yaml:3: it is no YAML:")]
    [TestCase("- a", "images.yaml:1: it has no member 'images'.")]
    public void A_wrong_file_is_refused_with_its_line_and_the_right_form(string text, string problem)
    {
        var failure = Assert.Throws<DockerException>(() => SyncFile.Parse(text, "images.yaml"));

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.InvalidSetting));
        Assert.That(failure.Message, Does.StartWith(problem).And.Contain("Write it as:\nimages:"));
    }

    [Test]
    public void A_missing_file_is_refused() =>
        Assert.That(
            () => SyncFile.Read("/nowhere/images.yaml"),
            Throws.InstanceOf<DockerException>().With.Message.StartsWith("/nowhere/images.yaml can't be read"));
}
