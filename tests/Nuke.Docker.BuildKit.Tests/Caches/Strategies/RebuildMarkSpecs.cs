using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

public sealed class RebuildMarkSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("mark-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Before_the_first_rebuild_there_is_no_extra_host() =>
        Assert.That(new RebuildMark(Path.Combine(_folder, "bot.rebuild")).Read(), Is.Null);

    [Test]
    public void A_renewed_mark_is_what_the_next_build_reads()
    {
        var file = Path.Combine(_folder, "new", "bot.rebuild");
        new RebuildMark(file).Renew(new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(1)));

        Assert.That(new RebuildMark(file).Read(), Is.EqualTo("rebuild-20260203T030506789:127.0.0.1"));
        Assert.That(RebuildMark.HostOf(new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(1))), Is.EqualTo(new RebuildMark(file).Read()));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(file)!), Is.EqualTo([file]), "no draft is left");
    }

    [Test]
    public void A_file_that_was_cut_off_counts_as_no_mark()
    {
        var file = Path.Combine(_folder, "bot.rebuild");
        File.WriteAllText(file, "\n");

        Assert.That(new RebuildMark(file).Read(), Is.Null);
    }
}
