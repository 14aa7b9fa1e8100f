using System.Text;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Reads and writes indexes and manifests.</summary>
public sealed class OciDocumentSpecs
{
    private const string Layer = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string Config = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    private const string Long =
        "sha512:3333333333333333333333333333333333333333333333333333333333333333"
        + "3333333333333333333333333333333333333333333333333333333333333333";

    [Test]
    public void Configuration_layers_and_manifests_are_references()
    {
        var document = Parse(
            $$"""
            {
              "schemaVersion": 2,
              "config": { "mediaType": "c", "digest": "{{Config}}", "size": 0 },
              "layers": [ { "mediaType": "l", "digest": "{{Layer}}", "size": 9000000000, "annotations": { "org.opencontainers.image.ref.name": "main" } } ],
              "manifests": [ { "digest": "{{Long}}", "size": 7, "mediaType": 1, "annotations": { "other": "x" } } ]
            }
            """);

        Assert.That(document.References, Is.EqualTo(new[]
        {
            new BlobReference("c", Config, 0, null),
            new BlobReference("l", Layer, 9_000_000_000, "main"),
            new BlobReference("", Long, 7, null),
        }));
    }

    [TestCase("{}")]
    [TestCase("""{"layers":null,"manifests":null}""")]
    [TestCase("""{"layers":[],"manifests":[]}""")]
    public void Missing_lists_are_empty(string json) => Assert.That(Parse(json).References, Is.Empty);

    [TestCase($$"""{"manifests":[{"digest":"{{Layer}}","size":1,"annotations":null}]}""")]
    [TestCase($$"""{"manifests":[{"digest":"{{Layer}}","size":1,"annotations":[]}]}""")]
    [TestCase($$$"""{"manifests":[{"digest":"{{{Layer}}}","size":1,"annotations":{"org.opencontainers.image.ref.name":1}}]}""")]
    public void An_annotation_of_another_type_is_no_tag(string json) => Assert.That(Parse(json).References.Single().Tag, Is.Null);

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"schemaVersion":1}""")]
    [TestCase("""{"schemaVersion":"2"}""")]
    [TestCase("""{"schemaVersion":2.5}""")]
    [TestCase("""{"config":null}""")]
    [TestCase("""{"layers":{}}""")]
    [TestCase("""{"manifests":"x"}""")]
    [TestCase("""{"manifests":[null]}""")]
    [TestCase("""{"layers":[{"size":1}]}""")]
    [TestCase("""{"layers":[{"digest":"sha256:11","size":1}]}""")]
    [TestCase("""{"layers":[{"digest":"md5:1","size":1}]}""")]
    [TestCase($$"""{"layers":[{"digest":"x:{{Layer}}","size":1}]}""")]
    [TestCase("""{"layers":[{"digest":"sha1:1111111111111111111111111111111111111111","size":1}]}""")]
    [TestCase("""{"layers":[{"digest":"sha256:111111111111111111111111111111111111111111111111111111111111111G","size":1}]}""")]
    [TestCase("""{"layers":[{"digest":"sha256:1111111111111111111111111111111111111111111111111111111111111/..","size":1}]}""")]
    [TestCase($$"""{"layers":[{"digest":"{{Layer}}"}]}""")]
    [TestCase($$"""{"layers":[{"digest":"{{Layer}}","size":"1"}]}""")]
    [TestCase($$"""{"layers":[{"digest":"{{Layer}}","size":1.5}]}""")]
    [TestCase($$"""{"layers":[{"digest":"{{Layer}}","size":-1}]}""")]
    [TestCase($$"""{"layers":[{"digest":"{{Layer}}","size":99999999999999999999}]}""")]
    public void A_document_that_buildx_would_not_understand_is_rejected(string json) =>
        Assert.That(() => Parse(json), Throws.TypeOf<InvalidDataException>().With.Message.Not.Empty);

    [Test]
    public void An_entry_is_taken_out_of_an_index_by_digest_and_tag_and_the_rest_stays()
    {
        const string Main = $$$"""{"digest":"{{{Layer}}}","size":1,"annotations":{"org.opencontainers.image.ref.name":"main"}}""";
        const string Other = $$"""{"digest":"{{Layer}}","size":1,"annotations":{"org.opencontainers.image.ref.name":"other"},"more":true}""";
        const string Untagged = $$"""{"digest":"{{Config}}","size":1}""";
        const string Index = $$"""{"schemaVersion":2,"manifests":[{{Main}},{{Untagged}},{{Other}}],"x":1}""";

        Assert.That(
            Without(Index, new BlobReference("", Layer, 1, "main")),
            Is.EqualTo($$"""{"schemaVersion":2,"manifests":[{{Untagged}},{{Other}}],"x":1}"""));
        Assert.That(Without(Index, new BlobReference("", Config, 1, null)), Is.EqualTo($$"""{"schemaVersion":2,"manifests":[{{Main}},{{Other}}],"x":1}"""));
        Assert.That(Without(Index, new BlobReference("", Config, 1, "main")), Is.EqualTo(Index));
        Assert.That(
            Without(Index, new BlobReference("", Layer, 1, "main"), new BlobReference("", Layer, 1, "other"), new BlobReference("", Config, 1, null)),
            Is.Null);
    }

    [TestCase("application/vnd.oci.image.manifest.v1+json", true, false)]
    [TestCase("application/vnd.oci.image.index.v1+json", true, false)]
    [TestCase("application/vnd.docker.distribution.manifest.v2+json", true, false)]
    [TestCase("application/vnd.docker.distribution.manifest.list.v2+json", true, false)]
    [TestCase("application/vnd.buildkit.cacheconfig.v0", false, true)]
    [TestCase("application/vnd.oci.image.config.v1+json", false, true)]
    [TestCase("application/vnd.docker.container.image.v1+json", false, true)]
    [TestCase("application/vnd.oci.image.layer.v1.tar+gzip", false, false)]
    public void A_media_type_decides_how_a_blob_is_read(string mediaType, bool isManifest, bool isConfiguration)
    {
        var reference = new BlobReference(mediaType, Layer, 1, null);

        Assert.That((reference.IsManifest, reference.IsConfiguration), Is.EqualTo((isManifest, isConfiguration)));
        Assert.That(reference.File, Is.EqualTo(Path.Combine("blobs", "sha256", Layer["sha256:".Length..])));
    }

    private static OciDocument Parse(string json) => OciDocument.Parse(Encoding.UTF8.GetBytes(json));

    private static string? Without(string json, params BlobReference[] entries) => OciIndex.Without(Encoding.UTF8.GetBytes(json), entries);
}
