using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Tests.Answers;

public sealed class PrintedSizeSpecs
{
    [TestCase("0B", 0, 0)]
    [TestCase("57B", 57, 0)]
    [TestCase("999B", 999, 0)]
    [TestCase("405.4kB", 405_400, 50)]
    [TestCase("8.192kB*", 8_192, 1)]
    [TestCase("4.1kB", 4_100, 5)]
    [TestCase("197MB", 197_000_000, 500_000)]
    [TestCase("197.1MB", 197_100_000, 50_000)]
    [TestCase("4MB", 4_000_000, 5_000)]
    [TestCase("2.1GB (50%)", 2_100_000_000, 5_000_000)]
    [TestCase("0B (0%)", 0, 0)]
    [TestCase("1.5 GB", 1_500_000_000, 5_000_000)]
    [TestCase("1e+03kB", 1_000_000, 5_000)]
    [TestCase("1023KiB", 1_047_552, 512)]
    [TestCase("3.346GiB", 3_592_740_143, 536_871)]
    [TestCase("12345", 12345, 0)]
    [TestCase("64m", 64_000_000, 50_000)]
    [TestCase("2EB", 2_000_000_000_000_000_000, 5_000_000_000_000_000)]
    public void A_size_is_a_number_again_and_says_how_far_it_was_rounded(string text, long bytes, long precision)
    {
        var size = PrintedSize.Parse(text);

        Assert.That(size, Is.EqualTo(new PrintedSize(bytes, precision)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("N/A")]
    [TestCase("-1B")]
    [TestCase("12 apples")]
    [TestCase("kB")]
    [TestCase("99EB")]
    [TestCase("1YB")]
    [TestCase("1.2.3MB")]
    public void What_is_no_size_is_null(string? text) => Assert.That(PrintedSize.Parse(text), Is.Null);

    [Test]
    public void The_true_size_is_never_farther_away_than_the_precision(
        [Values(3, 4)] int digits,
        [Values(1000, 1024)] int factor,
        [Random(0L, 5_000_000_000_000L, 40)] long bytes)
    {
        var size = PrintedSize.Parse(Print(bytes, digits, factor))!.Value;

        Assert.That(Math.Abs(size.Bytes - bytes), Is.LessThanOrEqualTo(size.Precision + 1), Print(bytes, digits, factor));
    }

    // What docker does: %.4g or %.3g, and the unit.
    private static string Print(double bytes, int digits, int factor)
    {
        var unit = 0;
        for (; bytes >= factor; unit++)
            bytes /= factor;
        string[] units = factor == 1000 ? ["B", "kB", "MB", "GB", "TB"] : ["B", "KiB", "MiB", "GiB", "TiB"];
        return bytes.ToString($"G{digits}").ToLowerInvariant() + units[unit];
    }
}
