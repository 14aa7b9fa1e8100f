using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Damages, and what is moved aside because of them.</summary>
public sealed class QuarantineSpecs : OpenStoreSpecs
{
    [Test]
    public void The_link_that_was_set_aside_is_moved_and_not_its_target()
    {
        var outside = Path.Combine(Path.GetDirectoryName(Sample.Folder)!, "outside");
        File.Move(Sample.Index, outside);
        File.CreateSymbolicLink(Sample.Index, outside);
        using var store = Open();

        store.Verify();

        Assert.That((File.Exists(outside), new FileInfo(Sample.Index).LinkTarget), Is.EqualTo((true, (string?)null)));
        Assert.That(new DirectoryInfo(Layout.Quarantine).GetFiles("index.json", SearchOption.AllDirectories).Single().LinkTarget, Is.EqualTo(outside));
    }

    [Test]
    public void An_index_that_is_a_directory_is_set_aside()
    {
        File.Delete(Sample.Index);
        Directory.CreateDirectory(Sample.Index);
        using var store = Open();

        var found = store.Verify();

        Assert.That((found.IsWhole, found.IndexRestored, Directory.Exists(Sample.Index)), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void What_is_set_aside_is_ordered_by_its_arrival()
    {
        foreach (var name in new[] { "4", "3", "2", "1" })
        {
            Directory.CreateDirectory(Path.Combine(MadeLayout().Quarantine, name));
            // File systems take the time from the kernel's tick, which is up to 10 ms long.
            Thread.Sleep(20);
        }

        new Quarantine(Layout, Time).Clean();

        var kept = Directory.GetDirectories(Layout.Quarantine).Select(Path.GetFileName);
        Assert.That(kept, Is.EquivalentTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public void The_note_names_time_folder_and_damages()
    {
        File.WriteAllText(Sample.PathOf(SampleStore.DigestOf("api")), "apiX");
        using var store = Open();

        store.Verify();

        var folder = new DirectoryInfo(Layout.Quarantine).GetDirectories().Single();
        Assert.That(folder.Name, Does.StartWith("20261121T100000Z-"));
        Assert.That(
            File.ReadAllText(Path.Combine(folder.FullName, "why.txt")),
            Does.Contain("2026-11-21 10:00:00Z").And.Contain(Sample.Folder).And.Contain($"blobs{Path.DirectorySeparatorChar}sha256"));
    }

    [Test]
    public void An_entry_of_an_unknown_type_is_a_damage()
    {
        Sample.AddEntry("odd", "text/plain", Sample.AddBlob("odd"));
        using var store = Open();

        var found = store.Verify();

        Assert.That((found.DroppedTags, found.Tags), Is.EqualTo((new[] { "odd" }, new[] { "api", "web" })));
        Assert.That(found.Damages.Single().Problem, Does.Contain("text/plain"));
    }

    [TestCase(1, "a")]
    [TestCase(3, "a; b; c")]
    [TestCase(5, "a; b; c; and 2 more")]
    public void Damages_are_described_up_to_three(int count, string text)
    {
        var damages = "abcde"[..count].Select(name => new CacheDamage($"{name}", "")).ToArray();

        Assert.That(new CacheVerification([], [], damages, false).Describe().Replace(" ;", ";", StringComparison.Ordinal).TrimEnd(), Is.EqualTo(text));
    }

    [TestCase("index.json", "index.json is x")]
    [TestCase("blobs/sha256/0123456789abcdef", "blobs/sha256/0123456789abcdef is x")]
    [TestCase("blobs/sha256/0123456789abcdef0123456789", "the blob 0123456789ab is x")]
    [TestCase("other/0123456789abcdef0123456789", "other/0123456789abcdef0123456789 is x")]
    public void The_name_of_a_blob_is_shortened(string file, string text) => Assert.That(new CacheDamage(file, "is x").ToString(), Is.EqualTo(text));
}
