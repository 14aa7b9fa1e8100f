namespace Nuke.Docker.BuildKit.Text.Tests;

public sealed class HumanTextSpecs
{
    [TestCase(0, "0 B")]
    [TestCase(57, "57 B")]
    [TestCase(999, "999 B")]
    [TestCase(1000, "1 kB")]
    [TestCase(1234, "1.23 kB")]
    [TestCase(12_345, "12.3 kB")]
    [TestCase(300_265, "300 kB")]
    [TestCase(999_499, "999 kB")]
    [TestCase(999_500, "1 MB")]
    [TestCase(1_050_000_000, "1.05 GB")]
    [TestCase(9_999_000, "10 MB")]
    [TestCase(long.MaxValue, "9223 PB")]
    public void A_size_has_three_digits_and_dockers_units(long bytes, string text) => Assert.That(HumanText.Size(bytes), Is.EqualTo(text));

    [TestCase(0, "0.00 s")]
    [TestCase(0.314, "0.31 s")]
    [TestCase(9.994, "9.99 s")]
    [TestCase(9.996, "10.0 s")]
    [TestCase(12.34, "12.3 s")]
    [TestCase(59.96, "1 min 00 s")]
    [TestCase(185, "3 min 05 s")]
    [TestCase(3600, "1 h 00 min")]
    [TestCase(7384, "2 h 03 min")]
    public void A_duration_has_the_precision_that_people_need(double seconds, string text) =>
        Assert.That(HumanText.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [TestCase(null, "–")]
    [TestCase(0.0, "0 %")]
    [TestCase(0.004, "1 %")]
    [TestCase(0.8333, "83 %")]
    [TestCase(0.999, "99 %")]
    [TestCase(1.0, "100 %")]
    public void Only_a_rate_of_1_is_100_percent(double? rate, string text) => Assert.That(HumanText.Rate(rate), Is.EqualTo(text));

    [TestCase("short", 10, "short")]
    [TestCase("RUN a \\\n  && b", 20, "RUN a \\ && b")]
    [TestCase("0123456789", 10, "0123456789")]
    [TestCase("0123456789x", 10, "012345678…")]
    [TestCase("ab🐍cd", 4, "ab…")]
    public void A_long_text_becomes_one_short_line(string text, int length, string shortened) =>
        Assert.That(HumanText.Shorten(text, length), Is.EqualTo(shortened));

    [TestCase("python:3.13@sha256:c7c8d6fa23ab3954843830fec4386b96874fed71868f304a55b3768dc399db15 x", "python:3.13@sha256:c7c8d6fa23ab x")]
    [TestCase("sha256:c7c8d6fa", "sha256:c7c8d6fa")]
    [TestCase("none", "none")]
    public void Digests_are_cut_to_twelve_digits(string text, string shortened) => Assert.That(HumanText.ShortenDigests(text), Is.EqualTo(shortened));
}
