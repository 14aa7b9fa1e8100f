using System.Text;
using Nuke.Docker.BuildKit.Mounts.Internal;

namespace Nuke.Docker.BuildKit.Tests.Mounts;

public sealed class MountPlanSpecs
{
    private const long Taken = 1000;

    [TestCase(10, 500, false)]
    [TestCase(11, 500, true)]
    [TestCase(10, 501, true)]
    public void A_file_of_another_size_or_time_is_carried(long size, long modified, bool carried) =>
        Assert.That(ExportPlan.Create(Listing(File("f", size, modified)), Exported(File("f", 10, 500)), Taken).Carry.Any(), Is.EqualTo(carried));

    [Test]
    public void A_file_that_changed_in_the_second_of_the_listing_is_carried_once_more() =>
        Assert.That(ExportPlan.Create(Listing(File("f", 10, Taken)), Exported(File("f", 10, Taken)), Taken).Carry, Has.One.Items);

    [Test]
    public void Another_owner_is_no_other_content()
    {
        var plan = ExportPlan.Create(Listing(File("f", 10, 500) with { Uid = 7 }), Exported(File("f", 10, 500) with { Part = 3, Digest = "d" }), Taken);

        Assert.That(plan.Carry, Is.Empty);
        Assert.That(plan.Changed, Is.True);
        Assert.That(plan.Kept.Single(entry => entry.Path == "f"), Is.EqualTo(File("f", 10, 500) with { Uid = 7, Part = 3, Digest = "d" }));
    }

    [Test]
    public void What_is_gone_counts_as_a_change()
    {
        var plan = ExportPlan.Create(Listing(), Exported(File("f", 10, 500)), Taken);

        Assert.That((plan.Deleted, plan.Changed), Is.EqualTo((1, true)));
    }

    [Test]
    public void The_limit_leaves_out_the_oldest()
    {
        var plan = ExportPlan.Create(Listing(File("old", 10, 100), File("new", 10, 300), File("middle", 10, 200)), Exported(), 0, limit: 20);

        Assert.That(plan.Carry.Select(entry => entry.Path), Is.EquivalentTo(new[] { "new", "middle" }));
        Assert.That(plan.LeftOut, Is.EqualTo(1));
    }

    [TestCase(400, false, true, 0)]
    [TestCase(500, false, false, 0)]
    [TestCase(600, false, false, 1)]
    [TestCase(600, true, true, 0)]
    public void Of_two_files_the_newer_one_stays_unless_all_is_replaced(long there, bool replace, bool put, int kept)
    {
        var plan = ImportPlan.Create([Root(), File("f", 10, 500)], Listing(File("f", 10, there)).Entries, replace);

        Assert.That(plan.Put.Any(entry => entry.Path == "f"), Is.EqualTo(put));
        Assert.That(plan.Kept, Is.EqualTo(kept));
    }

    [Test]
    public void Folders_come_before_what_is_in_them_and_keep_their_owner()
    {
        var plan = ImportPlan.Create(
            [Root(), Folder("a") with { Uid = 1 }, Folder("a/b"), File("a/b/f", 1, 1)],
            Listing(Folder("a") with { Uid = 2 }).Entries,
            replace: false);

        Assert.That(plan.Put.Select(entry => (entry.Path, entry.Uid)), Is.EqualTo(new[] { (".", 0L), ("a", 2L), ("a/b", 0L), ("a/b/f", 0L) }));
    }

    [Test]
    public void Nothing_is_deleted_unless_all_is_replaced()
    {
        var target = Listing(Folder("own"), File("own/f", 1, 1), File("g", 1, 1)).Entries;

        Assert.That(ImportPlan.Create([Root()], target, replace: false).IsEmpty, Is.True);
        Assert.That(ImportPlan.Create([Root()], target, replace: true).Delete, Is.EqualTo(new[] { "g", "own" }));
    }

    [Test]
    public void A_file_in_a_folders_place_is_left_alone()
    {
        var plan = ImportPlan.Create([Root(), Folder("a"), File("a/f", 1, 900)], Listing(File("a", 1, 1)).Entries, replace: false);

        Assert.That(plan.IsEmpty, Is.True);
        Assert.That(plan.Kept, Is.EqualTo(2));
    }

    [Test]
    public void A_listing_is_read_and_what_cannot_be_carried_is_counted()
    {
        byte[] text =
        [
            .. Encoding.UTF8.GetBytes("41ed 0 0 4096 5 1 2 .\n81a4 7 8 3 500 11 2 ./a b\na1ff 0 0 1 5 12 1 ./l\nc1ed 0 0 0 5 13 1 ./socket\nx\n"),
            .. "81a4 0 0 0 5 1 1 ./"u8,
            0xff,
            (byte)'\n',
        ];

        var listing = MountListing.Parse(text, 42);

        Assert.That(listing.Entries.Keys, Is.EquivalentTo(new[] { ".", "a b", "l" }));
        Assert.That(listing.Entries["a b"], Is.EqualTo(new MountEntry(EntryKind.File, "a b", 0x1A4, 7, 8, 3, 500) { Group = "11" }));
        Assert.That((listing.LeftOut, listing.Taken), Is.EqualTo((3, 42L)));
    }

    [Test]
    public void A_table_comes_back_as_it_was()
    {
        MountEntry[] entries =
        [
            Root(),
            File("a\tb\\n", 3, 4) with { Part = 2, Offset = 512, Digest = "ab", Group = "9" },
            new(EntryKind.SymbolicLink, "l", 0x1FF, 1, 2, 3, 4) { LinkTarget = "x\\y" },
        ];

        Assert.That(EntryTable.Read(EntryTable.Write(entries)), Is.EqualTo(entries));
    }

    private static MountEntry Root() => Folder(MountEntry.Root);

    private static MountEntry Folder(string path) => new(EntryKind.Folder, path, 0x1ED, 0, 0, 0, 1);

    private static MountEntry File(string path, long size, long modified) => new(EntryKind.File, path, 0x1A4, 0, 0, size, modified);

    private static MountListing Listing(params MountEntry[] entries) => new(Exported(entries), 0, Taken);

    private static Dictionary<string, MountEntry> Exported(params MountEntry[] entries) => entries.Prepend(Root()).ToDictionary(entry => entry.Path);
}
