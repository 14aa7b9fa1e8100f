using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Nuke.Docker.BuildKit.Images;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Images;

public sealed class ImageSizesSpecs
{
    private const int Large = 100_000;

    [Test]
    public async Task Bytes_belong_to_the_base_image_the_system_the_packages_or_the_application()
    {
        var sizes = await SizesAsync(
            baseLayers: 1,
            Layer(("usr/bin/python3", 1000)),
            Layer(
                ("usr/lib/libpq.so.5", 200),
                ("usr/local/lib/python3.13/site-packages/httpx/a.py", 30),
                ("usr/local/lib/python3.13/site-packages/httpx/b.py", 40)),
            Layer(("app/main.py", 5), ("srv/data.bin", 6)));

        Assert.That(sizes.Parts, Is.EqualTo(new[]
        {
            (ImagePart.BaseImage, 1000L), (ImagePart.System, 200L), (ImagePart.Dependencies, 70L), (ImagePart.Application, 11L),
        }));
        Assert.That(sizes.Bytes, Is.EqualTo(1281));
        Assert.That(sizes.Folders.Single(folder => folder.Folder.EndsWith("httpx", StringComparison.Ordinal)).Bytes, Is.EqualTo(70));
    }

    [Test]
    public async Task A_file_that_is_overwritten_or_deleted_counts_once_as_hidden()
    {
        var sizes = await SizesAsync(
            baseLayers: null,
            Layer(("app/old.bin", 10), ("app/kept.bin", 1), ("var/cache/a", 20), ("var/cache/b", 30)),
            Layer(("app/old.bin", 15), ("var/.wh.cache", 0)),
            Layer(("app/.wh.old.bin", 0)));

        Assert.That(sizes.Hidden.Select(file => (file.Path, file.Bytes)), Is.EquivalentTo(new[]
        {
            ("/app/old.bin", 10L), ("/app/old.bin", 15L), ("/var/cache/a", 20L), ("/var/cache/b", 30L),
        }));
        Assert.That(sizes.Parts, Is.EqualTo(new[] { (ImagePart.Application, 1L), (ImagePart.Hidden, 75L) }));
        Assert.That(sizes.Hidden.First(file => file.Path == "/var/cache/b").Instruction, Is.EqualTo("RUN 2"));
    }

    [Test]
    public async Task An_opaque_folder_hides_what_earlier_layers_have_in_it()
    {
        var sizes = await SizesAsync(null, Layer(("data/a", 7), ("database/b", 8)), Layer(("data/.wh..wh..opq", 0), ("data/c", 9)));

        Assert.That(sizes.Hidden.Select(file => file.Path), Is.EqualTo(new[] { "/data/a" }));
        Assert.That(sizes.Bytes, Is.EqualTo(24));
    }

    [Test]
    public async Task Large_files_with_the_same_content_are_duplicates()
    {
        var sizes = await SizesAsync(null, Layer(("opt/model.bin", Large)), Layer(("app/model.bin", Large), ("app/small", 3), ("app/copy", 3)));

        var group = sizes.Duplicates.Single();
        Assert.That(group.Paths, Is.EqualTo(new[] { "/app/model.bin", "/opt/model.bin" }));
        Assert.That(group.Bytes, Is.EqualTo(Large));
        Assert.That(sizes.WastedBytes, Is.EqualTo(Large));
    }

    [Test]
    public async Task A_layer_that_cannot_be_read_is_named()
    {
        var contents = await ImageArchiveReader.ReadAsync(Archive([[0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]]), CancellationToken.None);

        Assert.That(contents.Layers.Single().Unreadable, Is.EqualTo("it is compressed with zstd"));
        Assert.That(string.Join('\n', SizeTable.Of(ImageSizes.Of(contents, null), null)), Does.Contain("(unknown: it is compressed with zstd)"));
    }

    [Test]
    public async Task A_stream_without_a_manifest_is_refused()
    {
        var empty = new MemoryStream(new byte[1024]);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ImageArchiveReader.ReadAsync(empty, CancellationToken.None));

        Assert.That(failure!.Message, Does.Contain("manifest.json"));
    }

    [Test]
    public async Task The_table_compares_with_another_image()
    {
        var before = await SizesAsync(null, Layer(("app/main.py", 1000)));
        var now = await SizesAsync(null, Layer(("app/main.py", 3000)));

        var lines = SizeTable.Of(now, before).ToList();

        Assert.That(lines[0], Is.EqualTo("  3 kB unpacked, 0 B of it wasted (+2 kB)"));
        Assert.That(lines[1], Is.EqualTo("       3 kB  ████████████████████  application (+2 kB)"));
    }

    [Test]
    public async Task The_image_before_it_is_remembered()
    {
        using var folder = new TemporaryDirectory();
        var first = await SizesAsync(null, Layer(("app/main.py", 1)));
        var second = await SizesAsync(null, Layer(("app/main.py", 2)));

        Assert.That(SizeFile.Exchange(folder.Path, "sha256:1", first), Is.Null);
        Assert.That(SizeFile.Exchange(folder.Path, "sha256:1", first), Is.Null);
        Assert.That(SizeFile.Exchange(folder.Path, "sha256:2", second)!.Parts, Is.EqualTo(first.Parts));
        Assert.That(SizeFile.Exchange(folder.Path, "sha256:2", second)!.Bytes, Is.EqualTo(1));
        File.WriteAllText(Path.Combine(folder.Path, "size.previous.json"), "{ damaged");
        Assert.That(SizeFile.Exchange(folder.Path, "sha256:2", second), Is.Null);
    }

    private static async Task<ImageSizes> SizesAsync(int? baseLayers, params byte[][] layers) =>
        ImageSizes.Of(await ImageArchiveReader.ReadAsync(Archive(layers), CancellationToken.None), baseLayers);

    // The second layer is compressed, as those of the containerd store are.
    private static MemoryStream Archive(byte[][] layers)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            for (var index = 0; index < layers.Length; index++)
                Add(writer, $"blobs/sha256/{index}", index == 1 ? Compress(layers[index]) : layers[index]);
            var history = string.Join(',', layers.Select((_, index) => $$"""{"created_by":"RUN {{index + 1}}"},{"created_by":"ENV A=1","empty_layer":true}"""));
            Add(writer, "blobs/sha256/config", Encoding.UTF8.GetBytes($$"""{"history":[{{history}}]}"""));
            var names = string.Join(',', layers.Select((_, index) => $"\"blobs/sha256/{index}\""));
            Add(writer, "manifest.json", Encoding.UTF8.GetBytes($$"""[{"Config":"blobs/sha256/config","Layers":[{{names}}]}]"""));
        }

        archive.Position = 0;
        return archive;
    }

    private static byte[] Layer(params (string Path, int Bytes)[] files)
    {
        using var layer = new MemoryStream();
        using (var writer = new TarWriter(layer, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
                Add(writer, path, new byte[bytes]);
        }

        return layer.ToArray();
    }

    private static void Add(TarWriter writer, string name, byte[] content) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }
}
