namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Files that a sweep deletes, and files that it keeps.</summary>
public sealed partial class LocalCacheStoreSpecs
{
    [Test]
    public async Task A_sweep_deletes_what_no_image_reaches()
    {
        _sample.AddBlob("dead");

        var sweep = await _store.SweepAsync();

        Assert.That((sweep.Deleted, sweep.DeletedBytes, sweep.Skipped), Is.EqualTo((1, 4L, (string?)null)));
        Assert.That((_sample.Has("dead"), _sample.Has("base"), _sample.Has("api"), _sample.Has("web")), Is.EqualTo((false, true, true, true)));
        Assert.That(_store.Verify(full: true).IsWhole);
    }

    [Test]
    public async Task A_sweep_follows_nested_indexes_and_their_layers()
    {
        var layer = _sample.AddBlob("deep");
        var config = _sample.AddBlob("{}");
        var manifest = _sample.AddBlob(
            $$"""{"schemaVersion":2,"config":{{_sample.Descriptor("application/vnd.oci.image.config.v1+json", config)}},"layers":[]}""");
        var manifestEntry = _sample.Descriptor("application/vnd.oci.image.manifest.v1+json", manifest);
        var layerEntry = _sample.Descriptor("application/vnd.oci.image.layer.v1.tar+zstd", layer);
        var inner = _sample.AddBlob($$"""{"schemaVersion":2,"manifests":[{{manifestEntry}},{{layerEntry}}]}""");
        _sample.AddEntry("nested", "application/vnd.oci.image.index.v1+json", inner);

        var sweep = await _store.SweepAsync();

        Assert.That(sweep.Deleted, Is.Zero);
        Assert.That(_sample.Has("deep"));
    }

    [TestCase("blobs/sha256/notes.txt")]
    [TestCase("blobs/sha256/0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")]
    [TestCase("blobs/sha256/00000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("blobs/md5/d41d8cd98f00b204e9800998ecf8427e")]
    [TestCase("index.json.tmp")]
    [TestCase("precious")]
    public async Task What_is_no_blob_for_certain_stays_and_is_told(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_sample.Folder, file))!);
        await File.WriteAllTextAsync(Path.Combine(_sample.Folder, file), "");

        var sweep = await _store.SweepAsync();

        Assert.That(File.Exists(Path.Combine(_sample.Folder, file)));
        Assert.That(file, Does.StartWith(sweep.Strangers.Single()));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_link_that_is_named_like_a_blob_stays_with_what_it_leads_to()
    {
        var outside = Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "outside");
        await File.WriteAllTextAsync(outside, "precious");
        var link = _sample.PathOf($"sha256:{new string('0', 64)}");
        File.CreateSymbolicLink(link, outside);

        await _store.SweepAsync();

        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(outside));
        Assert.That(File.Exists(outside));
    }

    [Test]
    public async Task Nothing_is_swept_while_a_manifest_is_missing()
    {
        _sample.AddBlob("dead");
        File.Delete(_sample.PathOf(_sample.AddImage("api", "base", "api")));

        var sweep = await _store.SweepAsync();

        Assert.That(sweep.Skipped, Does.EndWith("is missing"));
        Assert.That(_sample.Has("dead"));
    }
}
