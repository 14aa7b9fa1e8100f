using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Space;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Space;

public sealed class PrunePlanSpecs
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PrunePolicy s_policy = new(TimeSpan.FromDays(14), CacheSize: null, KeepBuilds: 1);

    [Test]
    public void Images_with_a_tag_or_a_container_and_the_newest_builds_stay()
    {
        var plan = Plan(images:
        [
            new() { Id = "newest", Created = Ago(20) },
            new() { Id = "old", Created = Ago(30) },
            new() { Id = "recent", Created = Ago(3) },
            new() { Id = "running", Created = Ago(40), Containers = 1 },
            new() { Id = "tagged", Repository = "bot", Tag = "latest", Created = Ago(50) },
        ]);

        Assert.That(plan.Images.Select(image => image.Id), Is.EqualTo(new[] { "newest", "old" }));
    }

    [Test]
    public void Records_in_use_recent_ones_and_the_mounts_of_the_project_stay()
    {
        var plan = Plan(records:
        [
            Record("old", 20),
            Record("recent", 3),
            Record("busy", 30) with { Reclaimable = false },
            Mount("own", "/root/.cache/pip", 90),
            Mount("foreign", "/root/.npm", 90),
            new CacheRecord { Id = "ageless", Reclaimable = true },
        ]);

        Assert.That(plan.Records.Select(record => record.Id), Is.EqualTo(new[] { "foreign", "old" }));
    }

    [Test]
    public void A_size_deletes_further_records_the_least_recently_used_first()
    {
        var plan = Plan(
            s_policy with { CacheSize = new ByteSize(250) },
            records: [Record("a", 1), Record("b", 2), Record("c", 3), Mount("own", "/root/.cache/pip", 9), Record("d", 20)]);

        // 500 bytes in all: one too old, and two more until 250 are left or fewer.
        Assert.That(plan.Records.Select(record => record.Id), Is.EqualTo(new[] { "d", "c", "b" }));
    }

    [Test]
    public void Local_caches_lose_old_images_and_unused_files()
    {
        var plan = Plan(caches:
        [
            new()
            {
                Folder = "bot",
                DeadBytes = 5,
                QuarantinedBytes = 6,
                Images = [new("main", 10, Ago(30), 3, []), new("feature", 20, Ago(40), 2, []), new("gone", 30, Ago(2), 4, [])],
            },
        ]);

        Assert.That(plan.CachedImages, Is.EqualTo(new[] { ("bot", "main", 10L), ("bot", "feature", 20L) }));
        Assert.That(plan.Sweeps, Is.EqualTo(new[] { ("bot", 11L) }));
        Assert.That(plan.Bytes, Is.EqualTo(41));
        Assert.That(plan.ToLines(), Has.Exactly(3).Items.And.Some.Contains("unused and damaged files of the local cache bot"));
    }

    [Test]
    public void Nothing_to_delete_is_an_empty_plan() => Assert.That(Plan().IsEmpty, Is.True);

    [Test]
    public void The_table_marks_the_images_and_mounts_of_the_project()
    {
        var usage = Usage(
            [new() { Id = "1", Repository = "acme/bot", Tag = "latest", UniqueSize = new PrintedSize(1_000_000, 0), Containers = 1 }, new() { Id = "2" }],
            [
                Mount("own", "/root/.cache/pip", 1) with
                {
                    Description = "cached mount /root/.cache/pip from exec /bin/sh -c pip install -r requirements.txt with id \"//root/.cache/pip\"",
                },
                Record("layer", 1),
            ],
            []);

        var lines = SpaceTable.Of(usage).ToList();

        Assert.That(lines, Has.Some.EqualTo("images            2        1 MB"));
        Assert.That(lines, Has.Some.Contains("acme/bot:latest, of this project, used by 1 container"));
        Assert.That(lines, Has.Some.Contains("/root/.cache/pip, of this project, by RUN pip install -r requirements.txt"));
        Assert.That(lines, Has.Some.Contains("1 without a tag"));
        Assert.That(lines, Has.Some.Contains("1 of type regular, 100 B not in use"));
    }

    private static DateTimeOffset Ago(int days) => s_now - TimeSpan.FromDays(days);

    private static CacheRecord Record(string id, int days) => new()
    {
        Id = id,
        Type = "regular",
        Reclaimable = true,
        Size = new PrintedSize(100, 0),
        LastUsed = new PrintedTime(Ago(days), TimeSpan.Zero),
    };

    private static CacheRecord Mount(string id, string mount, int days) =>
        Record(id, days) with { Type = "exec.cachemount", Description = $"cached mount with id \"/{mount}\"" };

    private static PrunePlan Plan(
        PrunePolicy? policy = null,
        IReadOnlyList<ImageListEntry>? images = null,
        IReadOnlyList<CacheRecord>? records = null,
        IReadOnlyList<LocalCacheInfo>? caches = null) =>
        PrunePlan.Create(Usage(images ?? [], records ?? [], caches ?? []), policy ?? s_policy, s_now);

    private static SpaceUsage Usage(IReadOnlyList<ImageListEntry> images, IReadOnlyList<CacheRecord> records, IReadOnlyList<LocalCacheInfo> caches) => new()
    {
        Engine = new DiskUsageDetails { Images = images },
        BuildCache = new BuilderDiskUsage { Records = records },
        LocalCaches = caches,
        Images = new HashSet<string> { "acme/bot:latest" },
        Mounts = new HashSet<string> { "/root/.cache/pip" },
    };
}
