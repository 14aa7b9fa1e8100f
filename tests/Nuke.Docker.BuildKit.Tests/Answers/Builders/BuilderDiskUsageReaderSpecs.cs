using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;

namespace Nuke.Docker.BuildKit.Tests.Answers.Builders;

public sealed class BuilderDiskUsageReaderSpecs
{
    // When it was recorded.
    private static readonly FakeTimeProvider s_now = new(DateTimeOffset.Parse("2026-11-21T22:45:01Z"));

    [Test]
    public void A_cache_mount_is_known_by_its_id()
    {
        var mount = BuilderDiskUsageReader.Read(Answer.Text("buildx-du.json"), s_now).CacheMounts.First(record => record.MountId == "/root/.cache/pip");

        Assert.That((mount.Mutable, mount.Shared, mount.Reclaimable, mount.UsageCount, mount.Size?.Bytes), Is.EqualTo((true, false, true, 2L, (long?)4096)));
        Assert.That(mount.Created, Is.EqualTo(DateTimeOffset.Parse("2026-11-21T22:44:53.1827854Z")));
    }

    [Test]
    public void Text_and_JSON_say_the_same()
    {
        var json = BuilderDiskUsageReader.Read(Answer.Text("buildx-du.json"), s_now);

        var text = BuilderDiskUsageReader.ReadVerbose(Answer.Text("buildx-du-verbose.txt"), s_now);

        Assert.That(text.Records.Select(Facts), Is.EqualTo(json.Records.Select(Facts)));
        Assert.That(text.Records.SelectMany(record => record.Parents), Is.Not.Empty);
    }

    [Test]
    public void The_sum_is_what_buildx_says_in_its_last_lines()
    {
        var usage = BuilderDiskUsageReader.ReadVerbose(Answer.Text("buildx-du-verbose.txt"), s_now);

        Assert.That((usage.Bytes, usage.SharedBytes), Is.EqualTo((51_850_000L, 51_700_000L)).Within(10_000));
        Assert.That(usage.ReclaimableBytes, Is.EqualTo(usage.Bytes));
    }

    // docker system df knows instants where buildx du prints ages.
    [Test]
    public void Ages_and_sizes_hold_what_the_engine_knows_better()
    {
        var exact = DiskUsageReader.ReadVerbose(Answer.Text("system-df-verbose.json")).BuildCache.Records.ToDictionary(record => record.Id);

        var records = BuilderDiskUsageReader.ReadVerbose(Answer.Text("buildx-du-verbose.txt"), s_now).Records;

        Assert.That(records, Has.Count.EqualTo(exact.Count));
        foreach (var record in records)
        {
            var known = exact[record.Id];
            Assert.That(
                (record.Type, record.Description, record.Created, record.UsageCount),
                Is.EqualTo((known.Type, known.Description, known.Created, known.UsageCount)));
            Assert.That(
                (record.LastUsed!.Value.Instant - known.LastUsed!.Value.Instant).Duration(),
                Is.LessThanOrEqualTo(record.LastUsed.Value.Precision + TimeSpan.FromSeconds(1)));
            Assert.That(
                Math.Abs(record.Size!.Value.Bytes - known.Size!.Value.Bytes),
                Is.LessThanOrEqualTo(record.Size.Value.Precision + known.Size.Value.Precision));
        }
    }

    [Test]
    public void A_description_of_several_lines_ends_nothing()
    {
        var records = BuilderDiskUsageReader.ReadVerbose(
            "ID:\ta\nDescription:\tmount / from exec /bin/sh -c <<E\n\necho\nE\nSize:\t5B\n\nID:\tb\nSize:\t7B\n\nTotal:\t12B\n").Records;

        Assert.That(records.Select(record => (record.Id, record.Size?.Bytes)), Is.EqualTo([("a", (long?)5), ("b", (long?)7)]));
    }

    private static object Facts(CacheRecord record) =>
        (
            record.Id,
            record.Type,
            record.Description,
            record.Size,
            record.Shared,
            record.Reclaimable,
            record.Mutable,
            record.Created,
            record.UsageCount,
            string.Join(',', record.Parents));
}
