using System.Text.RegularExpressions;

namespace Structure.Tests;

/// <summary>Checks the length of lines and the first word of summaries.</summary>
public sealed partial class SourceTextSpecs
{
    private const int MaxLineLength = 160;

    // Files that still break a rule, with the number of times. Counts may only shrink.
    private const string Exceptions = "tests/Structure.Tests/SourceTextExceptions.txt";

    private const string UpdateVariable = "UPDATE_EXPECTED";

    private static readonly string[] s_folders = ["build", "source", "templates/wiring", "tests", "tools"];

    [Test]
    public void No_line_is_longer_than_160_characters() => Compare("length", lines => lines.Count(line => line.Length > MaxLineLength));

    [Test]
    public void No_summary_begins_with_What_or_Whether() => Compare("summary", lines => Joined(lines).Count(line => VagueSummary().IsMatch(line)));

    // In two parts, so that these lines don't break the rule.
    [TestCase("/// <" + "summary>What it is.</summary>", true)]
    [TestCase("    /// What it is.", false)]
    [TestCase("    /// <summary>", false)]
    [TestCase("    /// <" + "summary>Whether it is.</summary>", true)]
    [TestCase("    /// <summary>Whatever it is.</summary>", false)]
    public void A_vague_summary_is_recognized(string line, bool vague) => Assert.That(VagueSummary().IsMatch(line), Is.EqualTo(vague));

    private static void Compare(string rule, Func<string[], int> count)
    {
        // Expected output of the generator is exempt.
        var found = Sources.Find("*.cs", s_folders).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(file => (File: file, Count: count(Sources.ReadLines(file))))
            .Where(item => item.Count > 0)
            .ToDictionary(item => item.File, item => item.Count);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            Update(rule, found);
        var allowed = Sources.ReadLines(Exceptions)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [var name, _, _] && name == rule)
            .ToDictionary(words => words[2], words => int.Parse(words[1]));
        TestContext.Out.WriteLine($"{rule}: {found.Values.Sum()} in {found.Count} files");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                found.Where(item => item.Value > allowed.GetValueOrDefault(item.Key))
                    .Select(item => $"{item.Key}: {item.Value}, allowed are {allowed.GetValueOrDefault(item.Key)}"),
                Is.Empty,
                $"Set {UpdateVariable}=1 to write {Exceptions} anew.");
            Assert.That(
                allowed.Keys.Where(file => !found.ContainsKey(file)).Select(file => $"{rule} {file}"),
                Is.Empty,
                $"These keep the rule now or are gone: remove their lines from {Exceptions}.");
        }
    }

    private static void Update(string rule, Dictionary<string, int> found)
    {
        var others = Sources.ReadLines(Exceptions).Where(line => !line.StartsWith(rule, StringComparison.Ordinal));
        var lines = others.Concat(found.Select(item => $"{rule} {item.Value} {item.Key}")).Order(StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(Sources.Root, Exceptions), string.Concat(lines.Select(line => $"{line}\n")));
    }

    // A summary that begins on the line after its tag.
    private static IEnumerable<string> Joined(string[] lines) =>
        lines.Select((line, index) => line.TrimEnd().EndsWith("/// <summary>", StringComparison.Ordinal) && index + 1 < lines.Length
            ? $"/// <summary>{lines[index + 1].Trim().TrimStart('/').Trim()}"
            : line);

    [GeneratedRegex(@"///\s*<summary>\s*(What|Whether)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VagueSummary();
}
