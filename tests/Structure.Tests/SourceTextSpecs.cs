using System.Text.RegularExpressions;

namespace Structure.Tests;

/// <summary>Checks the length of lines and the first word of summaries.</summary>
public sealed partial class SourceTextSpecs
{
    private const int MaxLineLength = 160;

    private static readonly string[] s_folders = ["build", "source", "templates/wiring", "tests", "tools"];

    [Test]
    public void No_line_is_longer_than_160_characters() => AssertNone(lines => lines.Select(line => line.Length > MaxLineLength));

    [Test]
    public void No_summary_begins_with_a_vague_word() => AssertNone(lines => Joined(lines).Select(line => VagueSummary().IsMatch(line)));

    // In two parts, so that these lines don't break the rule.
    [TestCase("/// <" + "summary>What it is.</summary>", true)]
    [TestCase("    /// What it is.", false)]
    [TestCase("    /// <summary>", false)]
    [TestCase("    /// <" + "summary>Whether it is.</summary>", true)]
    [TestCase("    /// <summary>Whatever it is.</summary>", false)]
    public void A_vague_summary_is_recognized(string line, bool vague) => Assert.That(VagueSummary().IsMatch(line), Is.EqualTo(vague));

    private static void AssertNone(Func<string[], IEnumerable<bool>> find)
    {
        // Expected output of the generator is exempt.
        var found = Sources.Find("*.cs", s_folders).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(file => find(Sources.ReadLines(file)).Select((bad, index) => (Place: $"{file}:{index + 1}", IsBad: bad)))
            .Where(line => line.IsBad)
            .Select(line => line.Place);

        Assert.That(found, Is.Empty);
    }

    // A summary that begins on the line after its tag.
    private static IEnumerable<string> Joined(string[] lines) =>
        lines.Select((line, index) => line.TrimEnd().EndsWith("/// <summary>", StringComparison.Ordinal) && index + 1 < lines.Length
            ? $"/// <summary>{lines[index + 1].Trim().TrimStart('/').Trim()}"
            : line);

    [GeneratedRegex(@"///\s*<summary>\s*(What|Whether|Where|Who|That|Those)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VagueSummary();
}
