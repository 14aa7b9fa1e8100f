namespace Nuke.Docker.BuildKit.Text.Tests;

public class GoDurationSpecs
{
    private static IEnumerable<TestCaseData> Durations =>
    [
        new("0", TimeSpan.Zero),
        new("0s", TimeSpan.Zero),
        new("90s", TimeSpan.FromSeconds(90)),
        new("1h30m", TimeSpan.FromMinutes(90)),
        new("1.5h", TimeSpan.FromMinutes(90)),
        new("-1.5h", TimeSpan.FromMinutes(-90)),
        new("+5m", TimeSpan.FromMinutes(5)),
        new("300ms", TimeSpan.FromMilliseconds(300)),
        new("1us", TimeSpan.FromMicroseconds(1)),
        new("1µs", TimeSpan.FromMicroseconds(1)),
        new("100ns", TimeSpan.FromTicks(1)),
        new(".5s", TimeSpan.FromMilliseconds(500)),
        new("2562047h47m16.854775807s", new TimeSpan(92233720368547758)),
    ];

    [TestCaseSource(nameof(Durations))]
    public void Go_s_syntax_is_read(string text, TimeSpan expected)
    {
        Assert.That(GoDuration.Parse(text, "--timeout"), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("5")]
    [TestCase("m5")]
    [TestCase("5 m")]
    [TestCase("5d")]
    [TestCase("1.2.3s")]
    [TestCase(".s")]
    public void An_invalid_duration_is_rejected_with_an_example(string text)
    {
        Assert.That(
            () => GoDuration.Parse(text, "--timeout"),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains($"'{text}' is not a duration; write").And.Message.Contains("1h30m"));
    }

    [TestCase("2562048h")]
    [TestCase("-2562048h")]
    [TestCase("9999999999999999999h")]
    public void A_duration_beyond_Go_s_limit_is_rejected(string text)
    {
        Assert.That(() => GoDuration.Parse(text, "--timeout"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("292 years"));
        Assert.That(GoDuration.TryParse(text), Is.Null);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("unlimited")]
    public void Output_of_a_tool_may_not_be_a_duration(string? text) => Assert.That(GoDuration.TryParse(text), Is.Null);

    [Test]
    public void Output_of_a_tool_is_read_alike() => Assert.That(GoDuration.TryParse("48h0m0s"), Is.EqualTo(TimeSpan.FromDays(2)));
}
