using System.Text.Json;
using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Output;

public class BuildSchemaSpecs : RunSpecs
{
    private const string Schema = ".nuke/build.schema.json";

    [TestCase("""$.definitions.ExecutableTarget.enum""", """["Compile","Restore"]""")]
    [TestCase("""$.definitions.Taste.enum""", """["Sweet","Bitter"]""")]
    [TestCase("""$.definitions.NukeBuild.properties.Skip.items.$ref""", "\"#/definitions/ExecutableTarget\"")]
    [TestCase("""$.allOf.0.properties.NoCache.type""", "\"boolean\"")]
    [TestCase("""$.allOf.0.properties.Attempts.type""", """["integer","null"]""")]
    [TestCase("""$.allOf.0.properties.Tags.type""", "\"array\"")]
    [TestCase("""$.allOf.0.properties.Tags.items.type""", "\"string\"")]
    [TestCase("""$.allOf.0.properties.Flavor.$ref""", "\"#/definitions/Taste\"")]
    [TestCase("""$.allOf.0.properties.Flavor.description""", "\"How it tastes\"")]
    [TestCase("""$.allOf.0.properties.Image.enum""", """["bot","web"]""")]
    [TestCase("""$.allOf.1.$ref""", "\"#/definitions/NukeBuild\"")]
    public void The_schema_describes_the_build(string path, string expected)
    {
        Run.Execute<Described>(x => x.Compile);

        using var document = JsonDocument.Parse(Run.Read(Schema));
        Assert.That(JsonSerializer.Serialize(At(document.RootElement, path.Split('.')[1..])), Is.EqualTo(expected));
    }

    [Test]
    public void An_unchanged_schema_is_not_written_again()
    {
        Run.Execute<Described>(x => x.Compile);
        var written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(Run.Root, Schema), written);

        Run.Execute<Described>(x => x.Compile);

        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(Run.Root, Schema)), Is.EqualTo(written));
    }

    [Test]
    public void A_schema_that_was_edited_is_put_right()
    {
        Run.Execute<Described>(x => x.Compile);
        var content = Run.Read(Schema);
        Run.Write(Schema, "{}");

        Run.Execute<Described>(x => x.Compile, "--help");

        Assert.That(Run.Read(Schema), Is.EqualTo(content));
    }

    private static JsonElement At(JsonElement element, IEnumerable<string> path)
        => path.Aggregate(element, (x, name) => int.TryParse(name, out var index) ? x[index] : x.GetProperty(name));

    private enum Taste
    {
        Sweet,
        Bitter,
    }

    private sealed class Described : RecordingBuild
    {
        [Parameter("How it tastes.")] private readonly Taste Flavor = Taste.Sweet;
        [Parameter] private readonly string[] Tags = [];
        [Parameter(ValueProviderMember = nameof(Images))] private readonly string Image = "";

        [Parameter] public bool NoCache { get; }
        [Parameter] public int? Attempts { get; }

        private static IEnumerable<string> Images => ["web", "bot"];

        public Target Restore => _ => _.Executes(() => Ran.Add($"{Flavor}{Tags.Length}{Image}"));
        public Target Compile => _ => _.DependsOn(Restore);
    }
}
