using System.Text;
using System.Text.Json;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class MetadataFileSpecs
{
    [Test]
    public void A_recorded_file_is_read()
    {
        var metadata = Recording.Metadata("code-only");

        Assert.That(metadata.Digest, Is.EqualTo("sha256:b06bf077a16a67df2fa5f3774a88e0621dc41c56afdc7e9211e367c18f208664"));
        Assert.That(metadata.ConfigDigest, Is.Null);
        Assert.That(metadata.ImageNames, Is.EqualTo(["docker.io/acme/bot:latest"]));
        Assert.That(metadata.BuildReference, Is.EqualTo("default/default/1dlli2hxqpkqwldqrsszuigjc"));
        Assert.That(metadata.CacheManifestDigest, Is.EqualTo("sha256:c5f313559170458588d1a553161ef4cdf658bae59e5d2458056aa6d8e2ba7573"));
    }

    [Test]
    public void Several_names_stand_in_one_text()
    {
        var metadata = MetadataFile.Parse(
            Encoding.UTF8.GetBytes("""{"image.name":"a:1,b:2","containerimage.config.digest":"sha256:c","containerimage.digest":null}"""));

        Assert.That(metadata.ImageNames, Is.EqualTo(["a:1", "b:2"]));
        Assert.That((metadata.ConfigDigest, metadata.Digest, metadata.Builder), Is.EqualTo(("sha256:c", (string?)null, (string?)null)));
    }

    [Test]
    public void No_file_is_no_metadata()
    {
        Assert.That(MetadataFile.Read(Path.Combine(Recording.Folder, "metadata", "none.json")), Is.Null);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"cache.manifest":"{"}""")]
    public void A_file_that_is_not_buildxs_is_refused(string json)
    {
        Assert.That(() => MetadataFile.Parse(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());
    }
}
