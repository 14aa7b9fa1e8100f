using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>A file with new content, and the size and the time of the old one. buildx does not send it, whatever runs.</summary>
public sealed class HiddenChangeSpecs
{
    private const string MayBeOld = "it may have the old content of ";

    private LedgerBench _bench = null!;

    [SetUp]
    public void Create()
    {
        _bench = new LedgerBench("FROM scratch\nCOPY d /d/\nRUN one\n");
        _bench.WriteHidden("d/f", "1");
        _bench.Write("d/g", "1");
        _bench.Build();
    }

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void A_step_that_ran_for_another_reason_may_have_the_old_content()
    {
        _bench.WriteHidden("d/f", "2");
        _bench.Write("d/g", "22");

        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));
        var causes = _bench.Build();

        Assert.That(causes[0].Sentence, Is.EqualTo("d/f, d/g changed"));
        Assert.That(causes[^1].Kind, Is.EqualTo(CauseKind.OutsideKey));
        Assert.That(causes[^1].Sentence, Does.StartWith("it may have the old content of d/f: "));
        Assert.That(causes[^1].Advice, Does.EndWith("touch d/f."));
        Assert.That(_bench.ReasonToBuild(), Does.Contain(MayBeOld));
    }

    [Test]
    public void It_is_no_change_of_permissions_when_another_file_changes()
    {
        _bench.WriteHidden("d/f", "2");
        _bench.Build("none");
        _bench.Write("d/new", "1");

        Assert.That(_bench.Build()[0].Sentence, Is.EqualTo("d/new was added"));
    }

    [Test]
    public void It_stays_in_doubt_until_the_file_has_another_time()
    {
        _bench.WriteHidden("d/f", "2");
        _bench.Build("none");

        var again = _bench.Build("none");
        _bench.Write("d/f", "2");
        var touched = _bench.Build("1/2", "2/2");

        Assert.That(again.Select(cause => cause.Kind), Is.EqualTo([CauseKind.OutsideKey]));
        Assert.That(touched.Select(cause => cause.Kind), Has.None.EqualTo(CauseKind.OutsideKey));
        Assert.That(_bench.ReasonToBuild(), Is.Null);
    }

    [Test]
    public void What_a_link_leads_to_is_in_doubt_too()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY current /d/\n");
        bench.WriteHidden("v1/f", "1");
        File.CreateSymbolicLink(bench.PathOf("current"), "v1");
        bench.Build();

        bench.WriteHidden("v1/f", "3");

        Assert.That(bench.Build("none").Single().Sentence, Does.StartWith("it may have the old content of v1/f: "));
        Assert.That(bench.ReasonToBuild(), Does.Contain(MayBeOld));
    }

    [Test]
    public void A_context_that_is_a_link_to_another_folder_now_is_in_doubt()
    {
        using var bench = new LedgerBench();
        foreach (var (folder, content) in new[] { ("v1", "1"), ("v2", "2") })
        {
            bench.Write($"{folder}/Dockerfile", "FROM scratch\nCOPY f /\n");
            bench.WriteHidden($"{folder}/f", content);
        }

        var current = bench.PathOf("current");
        File.CreateSymbolicLink(current, "v1");
        bench.Settings = bench.Settings with { Context = current };
        bench.Build();
        Assert.That(bench.ReasonToBuild(), Is.Null);

        File.Delete(current);
        File.CreateSymbolicLink(current, "v2");

        Assert.That(bench.Predict(), Is.EqualTo("Depends"));
        Assert.That(bench.Build("none").Single().Sentence, Does.StartWith("it may have the old content of f: "));
    }

    // buildx remembers what it has sent for each folder.
    [Test]
    public void What_another_image_of_the_folder_has_sent_counts()
    {
        _bench.Image = "other";
        _bench.Build();
        _bench.Image = "test";
        _bench.WriteHidden("d/f", "22");
        _bench.Build();

        _bench.Image = "other";
        _bench.WriteHidden("d/f", "33");

        Assert.That(_bench.Build()[^1].Sentence, Does.StartWith("it may have the old content of d/f: "));
        Assert.That(_bench.ReasonToBuild(), Does.Contain(MayBeOld));
    }

    [Test]
    public void What_no_step_reads_is_not_in_doubt()
    {
        _bench.WriteHidden("other", "1");
        _bench.Build("none");

        _bench.WriteHidden("other", "2");

        Assert.That(_bench.Build("none"), Is.Empty);
        Assert.That(_bench.ReasonToBuild(), Is.Null);
    }
}
