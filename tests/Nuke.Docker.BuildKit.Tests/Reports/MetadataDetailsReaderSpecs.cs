using System.Text;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class MetadataDetailsReaderSpecs
{
    [Test]
    public void A_file_has_descriptor_materials_warnings_and_provenance()
    {
        var details = MetadataDetailsReader.Read(Answer.Text("build-metadata.json"));

        Assert.That((details.Descriptor!.MediaType, details.Descriptor.Size), Is.EqualTo(("application/vnd.oci.image.index.v1+json", 856L)));
        Assert.That(details.Materials.Single().Digests, Is.EqualTo(["sha256:1fc6247aca8df33fe94e47e71afb9f2a4b94f7bb73c6512c8af7baadceab99aa"]));
        Assert.That(details.Warnings.Select(warning => (warning.File, warning.Line)), Is.EqualTo([("Dockerfile", (int?)15), ("Dockerfile", 17)]));
        Assert.That(details.Warnings[0].Message, Does.StartWith("FromAsCasing: "));
        Assert.That(details.Provenance!.Value.TryGetProperty("buildConfig", out _));
        Assert.That(details.Other, Is.Empty);
    }

    [Test]
    public void A_bake_s_file_is_read_target_by_target()
    {
        var text = Answer.Text("bake-metadata.json");

        var details = MetadataDetailsReader.ReadBake(text);
        var files = MetadataFile.ParseBake(Encoding.UTF8.GetBytes(text));

        Assert.That(
            files.ToDictionary(file => file.Key, file => file.Value.Digest),
            Is.EquivalentTo(details.ToDictionary(target => target.Key, target => target.Value.Descriptor?.Digest)));
        Assert.That(files["api"].ImageNames, Is.EqualTo(["docker.io/acme/api:1.2"]));
    }

    [Test]
    public void Warnings_of_a_bake_are_no_target() =>
        Assert.That(MetadataFile.ParseBake("""{"api":{"image.name":"a"},"buildx.build.warnings":[]}"""u8.ToArray()).Keys, Is.EqualTo(["api"]));
}
