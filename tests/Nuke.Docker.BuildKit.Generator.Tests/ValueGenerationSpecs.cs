namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Values of flags and enumerations become records, verbs, a reader and first versions.</summary>
public class ValueGenerationSpecs
{
    private const string Families = "public record CacheTo; public record BuildOutput;";

    // Line 5 holds the set, lines 7 and 8 the bases, line 9 the record that derives.
    private static readonly string s_small = Input.Text("values.json");

    [TestCase("LayerCacheTo.g.cs")]
    [TestCase("LocalCacheTo.g.cs")]
    [TestCase("RemoteCacheTo.g.cs")]
    [TestCase("FileOutput.g.cs")]
    [TestCase("TarOutput.g.cs")]
    [TestCase("CacheMode.g.cs")]
    [TestCase("FlagValues.g.cs")]
    [TestCase("ValueReader.g.cs")]
    [TestCase("FirstVersions.g.cs")]
    public void A_specification_of_values_becomes_what_was_expected(string file) => Expected.Check(file, Sources(s_small)[file]);

    [Test]
    public void A_record_without_attributes_gets_no_verbs()
    {
        Assert.That(Sources(s_small)["InlineCacheTo.g.cs"], Does.Contain("record InlineCacheTo : CacheTo").And.Not.Contain("Extensions"));
    }

    [Test]
    public void An_enumeration_is_known_to_the_specifications_of_tools()
    {
        var tool = new Generation.MemoryText("/src/Specifications/tool.json", """
            {
              "tool": "a", "version": "1.0.0", "types": { "CacheMode": "enum" },
              "commands": [
                { "name": "b", "since": "1.0.0", "flags": [{ "name": "--c", "kind": "string", "value": "CacheMode", "since": "1.0.0", "doc": "" }] }
              ]
            }
            """);
        var values = new Generation.MemoryText("/src/Specifications/values.json", s_small);

        var result = Generation.Driver(tool, values).RunGenerators(Generation.Compilation(Families)).GetRunResult();

        Assert.That(result.Diagnostics, Is.Empty);
    }

    [Test]
    public void The_shipped_values_are_valid()
    {
        var text = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Specifications", "values.json"));

        var sources = Generation.Sources(
            text,
            "public record CacheFrom; public record CacheTo; public record BuildOutput; public record Attestation;",
            "values.json");

        Assert.That(sources, Has.Count.GreaterThan(30));
    }

    [TestCase("\"kind\": \"CacheMode\"", "\"kind\": \"CacheMood\"", "NDB0004", 7, 109, "'CacheMood' is not a kind of attribute; valid values: string,")]
    [TestCase("\"common\"] }", "\"comon\"] }", "NDB0004", 7, 159, "'comon' is not a set of attributes; valid values: common")]
    [TestCase("\"base\": \"CacheTo\"", "\"base\": \"CacheToo\"", "NDB0004", 7, 39, "'CacheToo' is not a base; valid values: CacheTo, BuildOutput")]
    [TestCase("\"tool\": \"Buildx\"", "\"tool\": \"buildx\"", "NDB0004", 9, 239, "'buildx' is not a tool; valid values: BuildKit, Buildx")]
    [TestCase("\"read\": \"handwritten\"", "\"read\": \"byHand\"", "NDB0004", 11, 77, "'byHand' is not a way to read; valid values: handwritten")]
    [TestCase("\"name\": \"reset\"", "\"name\": \"mode\"", "NDB0005", 9, 15, "'LocalCacheTo' would have the property Mode twice")]
    [TestCase("\"type\": \"remote\"", "\"type\": \"local\"", "NDB0005", 10, 40, "'LocalCacheTo' already has the type 'local'")]
    [TestCase("\"RemoteCacheTo\"", "\"LocalCacheTo\"", "NDB0005", 10, 15, "the record 'LocalCacheTo' already exists")]
    [TestCase("\"minimum\": \"1\"", "\"minimum\": \"one\"", "NDB0006", 10, 217, "'one' is not a limit; write whole numbers, for an attribute of the kind int")]
    [TestCase(
        "\"dest\", \"required\": true",
        "\"dest\", \"kind\": \"bool\", \"required\": true",
        "NDB0006",
        9,
        131,
        "'bool' is not a kind of a required attribute; write string")]
    [TestCase("\"CacheTo\": \"--cache-to\"", "\"CashTo\": \"--cache-to\"", "NDB0007", 2, 17, "The record 'CashTo' does not exist in C#")]
    public void An_error_in_a_value_has_a_line_and_a_column(string before, string after, string id, int line, int column, string message)
    {
        Assert.That(s_small, Does.Contain(before));
        var index = s_small.IndexOf(before, StringComparison.Ordinal);

        var diagnostic = Generation.Run(
            string.Concat(s_small.AsSpan(0, index), after, s_small.AsSpan(index + before.Length)),
            Families,
            "values.json").Diagnostics[0];

        var position = diagnostic.Location.GetLineSpan().StartLinePosition;
        Assert.That(diagnostic.GetMessage(), Does.Contain(message));
        Assert.That((diagnostic.Id, position.Line + 1, position.Character + 1), Is.EqualTo((id, line, column)));
    }

    private static IReadOnlyDictionary<string, string> Sources(string specification) => Generation.Sources(specification, Families, "values.json");
}
