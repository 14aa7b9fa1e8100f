using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Images.Sync;

public sealed class SyncReportSpecs
{
    private static readonly ImageCopy s_copy = new("example.com/a", "mirror.example.com");

    [Test]
    public void The_next_run_knows_what_failed()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "docker", "sync.json");
        SyncImage[] images =
        [
            new(s_copy, "1") { Status = SyncStatus.Copied }, new(s_copy, "2") { Status = SyncStatus.Failed }, new(s_copy, "3") { Status = SyncStatus.Planned },
        ];

        new SyncReport(images, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(2), DryRun: false).Write(file);

        Assert.That(SyncReport.ReadFailed(file), Is.EquivalentTo(new[] { "mirror.example.com/a:2", "mirror.example.com/a:3" }));
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.That(json["images"]![0]!["status"]!.GetValue<string>(), Is.EqualTo("copied"));
        Assert.That(json["successRate"]!.GetValue<double>(), Is.EqualTo(1 / 3.0).Within(0.01));
    }

    [TestCase("{")]
    [TestCase("""{"images": 1}""")]
    [TestCase("""{"images": [1, null, {"status": "failed"}]}""")]
    public void A_damaged_report_counts_as_missing(string text)
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "sync.json");
        File.WriteAllText(file, text);

        Assert.That(SyncReport.ReadFailed(file), Is.Empty);
    }

    [Test]
    public void The_table_has_a_line_for_each_image()
    {
        var image = new SyncImage(s_copy, "1") { Status = SyncStatus.Copied };
        image.AddSent(50_000_000);
        image.AddSentBlob();
        image.Requests.Sent();

        var lines = new SyncReport([image], DateTimeOffset.UnixEpoch, TimeSpan.Zero, DryRun: false).ToLines().ToList();

        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[1], Does.Match(@"^mirror\.example\.com/a:1  copied +0\.00 s +50 MB +1 +0 +1 +100 %$"));
    }
}
