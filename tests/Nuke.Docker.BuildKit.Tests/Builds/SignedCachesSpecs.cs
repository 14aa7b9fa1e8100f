using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>Local caches that are signed with a key: what the key did not sign is not imported.</summary>
public sealed class SignedCachesSpecs
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly byte[] s_otherKey = [.. Enumerable.Range(2, 32).Select(number => (byte)number)];

    // Each takes a cache that was signed, and a number that varies it.
    private static readonly (string Name, Action<SampleStore, int> Change)[] s_attacks =
    [
        ("another manifest under the tag", (store, number) => store.AddImage("latest", "base", $"poison {number}")),
        ("another manifest under the tag, in our copy as well", (store, number) =>
        {
            store.AddImage("latest", $"poison {number}");
            File.Copy(store.Index, new StoreLayout(store.Folder).IndexCopy, overwrite: true);
        }),
        ("a second entry with the tag", (store, number) =>
        {
            var poison = store.Descriptor("application/vnd.oci.image.manifest.v1+json", store.AddImage("other", $"poison {number}"));
            var named = poison[..^1] + ""","annotations":{"org.opencontainers.image.ref.name":"latest"}}""";
            File.WriteAllText(store.Index, File.ReadAllText(store.Index).Replace("[", $"[{named},", StringComparison.Ordinal));
        }),
        ("a layer of the same size and age", (store, number) => Replace(store, "layer", text => $"{text[..^2]}{number % 90 + 10}")),
        ("a truncated layer", (store, number) => Replace(store, "layer", text => text[..(number % text.Length)])),
        ("a truncated manifest", (store, number) => Truncate(store.PathOf(Manifest(store)), number)),
        ("a truncated index", (store, number) =>
        {
            Truncate(store.Index, number);
            File.Delete(new StoreLayout(store.Folder).IndexCopy);
        }),
        ("no signatures", (store, _) => File.Delete(new StoreLayout(store.Folder).Signatures)),
        ("signatures that were edited", (store, number) =>
        {
            var path = new StoreLayout(store.Folder).Signatures;
            var text = File.ReadAllText(path).ToCharArray();
            text[number % 64] = text[number % 64] == '0' ? '1' : '0';
            File.WriteAllText(path, new string(text));
        }),
        ("a flipped bit of the manifest", (store, number) => Flip(store.PathOf(Manifest(store)), number)),
        ("a flipped bit of a digest in the index", (store, number) =>
        {
            var start = File.ReadAllText(store.Index).IndexOf("sha256:", StringComparison.Ordinal) + "sha256:".Length;
            var bytes = File.ReadAllBytes(store.Index);
            bytes[start + (number % 64)] ^= 1;
            File.WriteAllBytes(store.Index, bytes);
            File.Delete(new StoreLayout(store.Folder).IndexCopy);
        }),
        ("a flipped bit of a layer", (store, number) => Flip(store.PathOf(SampleStore.DigestOf("layer of the image")), number)),
        ("two layers whose files were swapped", (store, _) =>
        {
            string[] files = [.. new[] { "base", "layer of the image" }.Select(text => store.PathOf(SampleStore.DigestOf(text)))];
            File.Move(files[0], files[0] + ".other");
            File.Move(files[1], files[0]);
            File.Move(files[0] + ".other", files[1]);
        }),
        ("a cache of another key", (store, _) => CacheSignatures.Sign(Unsigned(store), s_otherKey, ["latest"])),
    ];

    private SampleStore _store = null!;

    [SetUp]
    public async Task Create()
    {
        _store = new SampleStore();
        _store.AddImage("latest", "base", "layer of the image");
        await BuildAsync();
    }

    [TearDown]
    public void Delete() => _store.Dispose();

    [Test]
    public async Task A_cache_that_was_signed_is_imported() => Assert.That(await ImportAsync(), Is.EqualTo((1, "")));

    [Test]
    public async Task A_cache_that_was_swept_and_from_which_an_image_was_removed_is_still_imported()
    {
        _store.AddImage("web", "base", "layer of another image");
        await BuildAsync("web");
        using (var store = LocalCacheStore.TryOpen(_store.Folder)!)
            store.Remove("web");

        Assert.That(await ImportAsync(), Is.EqualTo((1, "")));
    }

    [Test]
    public async Task Signing_an_image_does_not_sign_a_foreign_one_beside_it()
    {
        _store.AddImage("web", "base", "poison");
        await BuildAsync();

        var (imports, message) = await ImportAsync("web");

        Assert.That(imports, Is.Zero);
        Assert.That(message, Does.Contain("the key of this build did not sign it: web"));
        Assert.That(await ImportAsync(), Is.EqualTo((1, message)));
    }

    [Test]
    public async Task Of_100_poisoned_or_truncated_caches_none_is_imported([Range(0, 99)] int number)
    {
        var (name, change) = s_attacks[number % s_attacks.Length];
        change(_store, number);

        var (imports, message) = await ImportAsync();

        Assert.That(imports, Is.Zero, name);
        Assert.That(message, Is.Not.Empty.And.Not.Contain("\n"), name);
    }

    // buildx looks for the name of containerd first, and its JSON reader ignores the case of names.
    [TestCase("\"manifests\":[", """{"digest":"@","mediaType":"m","size":1,"annotations":{"io.containerd.image.name":"latest"}},""")]
    [TestCase("{", """ "Manifests":[{"digest":"@","mediaType":"m","size":1,"annotations":{"org.opencontainers.image.ref.name":"latest"}}],""")]
    public async Task A_signed_image_is_named_by_its_digest_because_buildx_may_find_another_under_its_tag(string before, string added)
    {
        var signed = Manifest(_store);
        var poison = added.Replace("@", SampleStore.DigestOf("poison"), StringComparison.Ordinal);
        var index = File.ReadAllText(_store.Index);
        File.WriteAllText(_store.Index, index.Insert(index.IndexOf(before, StringComparison.Ordinal) + before.Length, poison));
        await using var caches = await OpenAsync("latest", s_key, _ => { });

        var imports = caches.WithoutDamaged(Settings("latest")).CacheFrom!;

        Assert.That(imports, Is.Empty.Or.EqualTo(new[] { new LocalCacheFrom(_store.Folder) { Digest = signed } }));
    }

    [Test]
    public async Task A_foreign_image_is_not_signed_by_a_build_that_exported_nothing()
    {
        File.Delete(new StoreLayout(_store.Folder).Signatures);
        await BuildAsync(exports: []);
        await BuildAsync(exports: [new CacheTransfer { Place = "client directory", Error = "no space left on device" }]);

        Assert.That((await ImportAsync()).Imports, Is.Zero);
    }

    [Test]
    public async Task Of_two_images_under_the_tag_of_an_export_none_is_signed()
    {
        File.Delete(new StoreLayout(_store.Folder).Signatures);
        var poison = _store.Descriptor("application/vnd.oci.image.manifest.v1+json", _store.AddImage("other", "poison"));
        var named = poison[..^1] + ""","annotations":{"org.opencontainers.image.ref.name":"latest","io.containerd.image.name":"latest"}}""";
        File.WriteAllText(_store.Index, File.ReadAllText(_store.Index).Replace("[", $"[{named},", StringComparison.Ordinal));
        await BuildAsync();

        Assert.That((await ImportAsync()).Imports, Is.Zero);
    }

    [Test]
    public async Task Without_a_key_nothing_is_refused_and_nothing_is_signed()
    {
        File.Delete(new StoreLayout(_store.Folder).Signatures);
        await BuildAsync(key: []);

        Assert.That(File.Exists(new StoreLayout(_store.Folder).Signatures), Is.False);
        Assert.That(await ImportAsync(key: []), Is.EqualTo((1, "")));
    }

    private BuildxBuildSettings Settings(string tag) => new BuildxBuildSettings()
        .AddCacheFrom(new LocalCacheFrom(_store.Folder) { Tag = tag })
        .AddCacheTo(new LocalCacheTo(_store.Folder) { Tag = tag });

    // As if the images had just been exported.
    private async Task BuildAsync(string tag = "latest", byte[]? key = null, IReadOnlyList<CacheTransfer>? exports = null)
    {
        await using var caches = await OpenAsync(tag, key, _ => { });
        var report = new BuildReport { Image = "acme", CacheExports = exports ?? [new CacheTransfer { Place = "client directory", Succeeded = true }] };
        await caches.SweepAsync([Settings(tag)], [report], fault: null);
    }

    private async Task<(int Imports, string Message)> ImportAsync(string tag = "latest", byte[]? key = null)
    {
        var messages = new List<string>();
        await using var caches = await OpenAsync(tag, key, messages.Add);
        return (caches.WithoutDamaged(Settings(tag)).CacheFrom?.Count ?? 0, string.Join(" ", messages));
    }

    private Task<LocalCaches> OpenAsync(string tag, byte[]? key, Action<string> print) => LocalCaches.OpenAsync(
        [Settings(tag)], new LocalCacheOptions { Key = key ?? s_key }, (_, line) => print(line), time: null, CancellationToken.None);

    private static StoreLayout Unsigned(SampleStore store)
    {
        var layout = new StoreLayout(store.Folder);
        File.Delete(layout.Signatures);
        return layout;
    }

    private static string Manifest(SampleStore store) =>
        StoreInspection.Of(new StoreLayout(store.Folder), VerificationDepth.References).Images.Single().Entry.Digest;

    // With the size and the time of the file.
    private static void Flip(string path, int number)
    {
        var (bytes, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        var random = new Random(number);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);
    }

    private static void Truncate(string path, int number)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length * (number % 9 + 1) / 10)]);
    }

    private static void Replace(SampleStore store, string layer, Func<string, string> change)
    {
        var path = store.PathOf(SampleStore.DigestOf($"{layer} of the image"));
        var (text, time) = (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));
        File.WriteAllText(path, change(text));
        File.SetLastWriteTimeUtc(path, time);
    }
}
