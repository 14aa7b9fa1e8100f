using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Tests.Answers;

public sealed class PrintedTimeSpecs
{
    private static readonly FakeTimeProvider s_now = new(DateTimeOffset.Parse("2026-11-21T12:00:00Z"));

    [TestCase("Less than a second ago", "00:00:00.5", "00:00:00.5")]
    [TestCase("1 second ago", "00:00:01.5", "00:00:00.5")]
    [TestCase("59 seconds ago", "00:00:59.5", "00:00:00.5")]
    [TestCase("About a minute ago", "00:01:30", "00:00:30")]
    [TestCase("42 minutes ago", "00:42:30", "00:00:30")]
    [TestCase("About an hour ago", "01:15:00", "00:15:00")]
    [TestCase("2 hours ago", "02:00:00", "00:30:00")]
    [TestCase("47 hours", "1.23:00:00", "00:30:00")]
    [TestCase("2 days ago", "2.11:30:00", "12:00:00")]
    [TestCase("3 weeks ago", "24.11:30:00", "3.12:00:00")]
    [TestCase("5 months ago", "164.23:30:00", "15.00:00:00")]
    [TestCase("2 years ago", "912.11:30:00", "182.12:00:00")]
    public void An_age_is_an_instant_again_and_says_how_precise_it_is(string text, string age, string precision)
    {
        var time = PrintedTime.ParseAge(text, s_now);

        Assert.That(time, Is.EqualTo(new PrintedTime(s_now.GetUtcNow() - TimeSpan.Parse(age), TimeSpan.Parse(precision))));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("N/A")]
    [TestCase("ago")]
    [TestCase("soon ago")]
    [TestCase("3 fortnights ago")]
    [TestCase("-3 days ago")]
    public void What_is_no_age_is_null(string? text) => Assert.That(PrintedTime.ParseAge(text, s_now), Is.Null);

    [Test]
    public void The_true_time_is_never_farther_away_than_the_precision([Random(0, 90_000_000, 200)] int seconds)
    {
        var time = PrintedTime.ParseAge(Print(TimeSpan.FromSeconds(seconds)), s_now)!.Value;

        Assert.That(
            (s_now.GetUtcNow() - TimeSpan.FromSeconds(seconds) - time.Instant).Duration(),
            Is.LessThanOrEqualTo(time.Precision),
            Print(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("2026-11-21 22:44:52.884864289 +0000 UTC", "2026-11-21T22:44:52.8848642Z")]
    [TestCase("2026-11-21 22:44:54 +0000 UTC", "2026-11-21T22:44:54Z")]
    [TestCase("2026-11-21 22:44:54 +0200 CEST", "2026-11-21T20:44:54Z")]
    [TestCase("2026-11-21 22:44:54 -0330 -0330", "2026-11-22T02:14:54Z")]
    [TestCase("2026-11-21T22:44:53.651318949Z", "2026-11-21T22:44:53.6513189Z")]
    [TestCase("2026-11-21T22:44:53.455834899Z", "2026-11-21T22:44:53.4558348Z")]
    public void A_time_as_Go_prints_it_is_read(string text, string expected) =>
        Assert.That(PrintedTime.Parse(text), Is.EqualTo(DateTimeOffset.Parse(expected)));

    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("0001-01-01 00:00:00 +0000 UTC")]
    [TestCase("N/A")]
    [TestCase("")]
    [TestCase("5 seconds ago")]
    public void Go_s_zero_and_what_is_no_time_are_null(string text) => Assert.That(PrintedTime.Parse(text), Is.Null);

    // What docker does: hours are rounded, and days are counted in them.
    private static string Print(TimeSpan age)
    {
        var hours = (int)(age.TotalHours + 0.5);
        return (age.TotalSeconds, age.TotalMinutes, hours) switch
        {
            (< 1, _, _) => "Less than a second ago",
            (< 2, _, _) => "1 second ago",
            (< 60, _, _) => $"{(int)age.TotalSeconds} seconds ago",
            (_, < 2, _) => "About a minute ago",
            (_, < 60, _) => $"{(int)age.TotalMinutes} minutes ago",
            (_, _, 1) => "About an hour ago",
            (_, _, < 48) => $"{hours} hours ago",
            (_, _, < 24 * 14) => $"{hours / 24} days ago",
            (_, _, < 24 * 60) => $"{hours / 24 / 7} weeks ago",
            (_, _, < 24 * 365 * 2) => $"{hours / 24 / 30} months ago",
            _ => $"{(int)age.TotalHours / 24 / 365} years ago",
        };
    }
}
