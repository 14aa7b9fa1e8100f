using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Images;

namespace Nuke.Docker.BuildKit.Tests.Answers.Images;

public sealed class ImageReadersSpecs
{
    [Test]
    public void The_list_has_a_line_for_each_name()
    {
        var images = ImageListReader.Read(Answer.Text("image-ls.json"));

        Assert.That(
            images.Select(image => image.Reference).OfType<string>(),
            Is.EqualTo(["acme/api:debug", "acme/worker:1.2", "acme/api:1.2", "rb:latest", "acme/python:3"]));
        Assert.That(images.Count(image => image.Reference is null), Is.EqualTo(2));
        Assert.That(
            (images[0].Id, images[0].Size, images[0].Created),
            Is.EqualTo(("cabbf46f7562", (PrintedSize?)new PrintedSize(197_100_000, 50_000), (DateTimeOffset?)DateTimeOffset.Parse("2026-11-21T22:44:54Z"))));
        Assert.That((images[0].Digest, images[0].UniqueSize, images[1].Containers), Is.EqualTo(((string?)null, (PrintedSize?)null, (long?)1)));
        Assert.That(images.SelectMany(image => image.Other), Is.Empty);
    }

    [Test]
    public void Details_say_how_containers_start()
    {
        var images = ImageDetailsReader.Read(Answer.Text("image-inspect.json"));

        var api = images[0];
        Assert.That(images, Has.Count.EqualTo(2));
        Assert.That((api.Tags.Single(), api.Size, api.Os, api.Architecture), Is.EqualTo(("acme/api:1.2", 51_611_082L, "linux", "amd64")));
        Assert.That(api.Configuration.Command, Is.EqualTo(["python3", "app.py"]));
        Assert.That(
            (api.Configuration.Entrypoint, api.Configuration.User, api.Configuration.WorkingDirectory),
            Is.EqualTo(((IReadOnlyList<string>?)null, (string?)null, "/app")));
        Assert.That(api.Layers, Has.Count.EqualTo(4));
        Assert.That((api.Descriptor!.Digest, api.LastTagged!.Value.Second), Is.EqualTo((api.Id, 53)));
    }

    [Test]
    public void An_image_s_history_has_exact_sizes_if_asked()
    {
        var exact = ImageHistoryReader.Read(Answer.Text("image-history-bytes.json"));
        var rounded = ImageHistoryReader.Read(Answer.Text("image-history.json"));

        Assert.That(
            exact.Select(layer => layer.Size),
            Is.EqualTo(new long[] { 0, 12288, 8192, 8192, 145424384 }.Select(bytes => (PrintedSize?)new PrintedSize(bytes, 0))));
        Assert.That(exact.Select(layer => layer.CreatedBy).Take(2), Is.EqualTo(["CMD [\"python3\" \"app.py\"]", "COPY app.py . # buildkit"]));
        Assert.That(exact.Select(layer => layer.Id is null), Is.EqualTo([false, true, true, true, true]));
        foreach (var (one, other) in rounded.Zip(exact))
            Assert.That(Math.Abs(one.Size!.Value.Bytes - other.Size!.Value.Bytes), Is.LessThanOrEqualTo(one.Size.Value.Precision));
    }

    [Test]
    public void An_index_lists_images_and_tells_their_attestations_apart()
    {
        var image = RegistryImageReader.Read(Answer.Text("imagetools-index.json"));

        Assert.That(image.Manifest.IsIndex);
        Assert.That(image.Manifest.Platforms, Is.EqualTo(["linux/amd64", "linux/arm64"]));
        Assert.That(image.Manifest.Manifests[3].AttestationFor, Is.EqualTo(image.Manifest.Manifests[1].Digest));
        Assert.That(image.Manifest.Annotations["org.example.team"], Is.EqualTo("shop"));
        Assert.That(image.Images.Keys, Is.EqualTo(["linux/amd64", "linux/arm64"]));
        Assert.That(image.Images["linux/arm64"].Configuration.Command, Is.EqualTo(["python3"]));
        Assert.That(image.Images["linux/arm64"].History.Select(layer => layer.Size), Is.EqualTo([(PrintedSize?)null, new PrintedSize(0, 0)]));
    }

    [Test]
    public void A_single_image_is_listed_by_its_platform_too()
    {
        var image = RegistryImageReader.Read(Answer.Text("imagetools-manifest.json"));

        Assert.That((image.Manifest.IsIndex, image.Images.Keys.Single()), Is.EqualTo((false, "linux/amd64")));
    }

    [Test]
    public void Raw_manifests_are_read()
    {
        var index = RegistryImageReader.ReadManifest(Answer.Text("imagetools-raw-index.json"));
        var manifest = RegistryImageReader.ReadManifest(Answer.Text("imagetools-raw-manifest.json"));

        Assert.That((index.IsIndex, index.Manifests.Count, index.Digest), Is.EqualTo((true, 4, (string?)null)));
        Assert.That((manifest.IsIndex, manifest.Layers.Single().Size, manifest.Configuration!.Size), Is.EqualTo((false, 125L, 599L)));
        Assert.That(index.Other.Count + manifest.Other.Count, Is.Zero);
    }
}
