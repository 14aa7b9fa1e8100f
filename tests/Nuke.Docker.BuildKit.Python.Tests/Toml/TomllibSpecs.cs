using Nuke.Docker.BuildKit.Python.Toml;

namespace Nuke.Docker.BuildKit.Python.Tests.Toml;

/// <summary>Held against Python's own reader, with a seed, so that a difference shows again.</summary>
[Category("Toml")]
public sealed class TomllibSpecs
{
    private static readonly int s_count = Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FULL") == "1" ? 40_000 : 3_000;

    [Test]
    public void Documents_by_chance_are_read_as_Python_reads_them()
    {
        var random = new RandomToml(new Random(20260101));
        var documents = Enumerable.Range(0, s_count).Select(_ => random.Document()).ToList();

        var expected = Tomllib.Read(documents);

        Assert.That(expected.Count(text => text is not null), Is.GreaterThan(s_count / 4), "too few valid ones to tell anything");
        Assert.That(Differences(documents, expected), Is.Empty);
    }

    [Test]
    public void Damaged_documents_get_the_verdict_that_Python_gives()
    {
        var random = new RandomToml(new Random(20260102));
        var documents = Enumerable.Range(0, s_count).Select(_ => random.Mutated(random.Document())).ToList();

        var expected = Tomllib.Read(documents);

        Assert.That(expected.Count(text => text is null), Is.GreaterThan(s_count / 4), "too few damaged ones to tell anything");
        Assert.That(Differences(documents, expected), Is.Empty);
    }

    private static List<string> Differences(IReadOnlyList<string> documents, string?[] expected) =>
        [.. documents.Zip(expected, (document, theirs) => Difference(document, theirs)).OfType<string>().Take(10)];

    private static string? Difference(string document, string? theirs)
    {
        string? ours = null;
        var reason = "";
        try
        {
            ours = TomlText.Of(TomlDocument.Parse(document), number => double.IsNaN(number) ? "nan" : $"f{BitConverter.DoubleToInt64Bits(number):x16}");
        }
        catch (TomlException exception)
        {
            reason = exception.Message;
        }

        // Python's whole numbers have no end; the specification asks for 64 bits and for an error beyond.
        return ours == theirs || (theirs is not null && reason.Contains("64 bits")) ? null : $"{document}\n-- ours: {ours ?? reason}\n-- Python's: {theirs ?? "refused"}\n";
    }
}
