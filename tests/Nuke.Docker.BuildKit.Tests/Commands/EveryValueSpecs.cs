using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Versions.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>
/// Each attribute of <c>values.json</c> has a property whose value is rendered with its name and parsed back, a verb and a first version, and each
/// property has an attribute.
/// </summary>
public class EveryValueSpecs
{
    private static readonly Type[] s_families = [typeof(CacheFrom), typeof(CacheTo), typeof(BuildOutput), typeof(Attestation)];

    // Records that accept any attribute.
    private static readonly Type[] s_raw = [typeof(RawCacheFrom), typeof(RawCacheTo), typeof(BuildOutput)];

    private static IEnumerable<TestCaseData> Values => SpecifiedValue.All.Select(value => new TestCaseData(value).SetArgDisplayNames(value.ToString()));

    [Test]
    public void Each_record_is_specified_and_each_specified_record_exists()
    {
        var records = typeof(CacheEntry)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && s_families.Any(family => family.IsAssignableFrom(type)))
            .Except(s_raw);

        Assert.That(SpecifiedValue.All.Select(value => value.Record), Is.EquivalentTo(records));
    }

    [TestCaseSource(nameof(Values))]
    public void Each_attribute_has_a_property_and_each_property_an_attribute(object subject)
    {
        var value = (SpecifiedValue)subject;
        var properties = value.Record
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Except(["Type", "Attributes"]);

        Assert.That(value.Attributes.Select(PropertyOf), Is.EquivalentTo(properties));
    }

    [TestCaseSource(nameof(Values))]
    public void Each_attribute_is_rendered_under_its_name_and_parsed_back(object subject)
    {
        var value = (SpecifiedValue)subject;

        Assert.Multiple(() =>
        {
            foreach (var attribute in value.Attributes.Where(attribute => attribute["required"] is null))
            {
                var instance = value.Create();
                var (sample, key, text) = SampleOf(value, attribute);
                value.Record.GetProperty(PropertyOf(attribute))!.SetValue(instance, sample);

                var argument = instance.ToArgument();

                Assert.That(CsvReader.Fields(argument.Value, value.Flag), Does.Contain($"{key}={text}"));
                Assert.That(argument.ToString().Contains("[REDACTED]", StringComparison.Ordinal), Is.EqualTo(attribute["secret"] is not null), key);
                Assert.That(Parse(value.Flag, argument.Value).ToArgument().Value, Is.EqualTo(argument.Value));
            }

            foreach (var attribute in value.Attributes.Where(attribute => attribute["required"] is not null))
                Assert.That(CsvReader.Fields(value.Create().ToArgument().Value, value.Flag), Does.Contain($"{attribute["name"]}=some"));
        });
    }

    [TestCaseSource(nameof(Values))]
    public void Each_attribute_has_a_verb(object subject)
    {
        var value = (SpecifiedValue)subject;
        var verbs = value.Record.Assembly.GetType($"{value.Record.FullName}Extensions")?.GetMethods(BindingFlags.Static | BindingFlags.Public) ?? [];

        var expected = value.Attributes
            .Where(attribute => attribute["required"] is null && attribute["handwritten"] is null)
            .Select(attribute => VerbOf(attribute) + PropertyOf(attribute));
        Assert.That(verbs.Select(verb => verb.Name), Is.EquivalentTo(expected));
        Assert.That(verbs.Select(verb => verb.ReturnType), Is.All.EqualTo(value.Record));

        static string VerbOf(JsonObject attribute) => (string?)attribute["kind"] switch
        {
            "bool" => "Enable",
            "list" or "annotations" or "rest" => "Add",
            _ => "Set",
        };
    }

    [Test]
    public void First_versions_are_those_of_the_specification()
    {
        var specified = SpecifiedValue.All.SelectMany(value => value.Attributes.Select(attribute => Need(value.Flag, value.Type, attribute)))
            .Concat(SpecifiedValue.Others.Select(other => Need(other.Flag, null, other.Attribute)))
            .OfType<AttributeNeed>();

        Assert.That(FirstVersions.Attributes, Is.EquivalentTo(specified));
        Assert.That(FirstVersions.LocalCacheReset, Is.EqualTo(new Version(0, 35, 0)));
    }

    private static AttributeNeed? Need(string flag, string? type, JsonObject attribute) => (string?)attribute["since"] is { } since
        ? new AttributeNeed(
            flag,
            type,
            (string)attribute["name"]!,
            (string?)attribute["tool"] == "Buildx" ? VersionedTool.Buildx : VersionedTool.BuildKit,
            Version.Parse(since))
        : null;

    private static IArgumentValue Parse(string flag, string text) => flag switch
    {
        "--cache-from" => CacheFrom.Parse(text),
        "--cache-to" => CacheTo.Parse(text),
        "--output" => BuildOutput.Parse(text),
        _ => Attestation.Parse(text),
    };

    private static string PropertyOf(JsonObject attribute) => (string?)attribute["property"]
        ?? string.Concat(((string)attribute["name"]!).Split('-', '_', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static (object Sample, string Key, string Text) SampleOf(SpecifiedValue value, JsonObject attribute)
    {
        var name = (string)attribute["name"]!;
        var type = value.Record.GetProperty(PropertyOf(attribute))!.PropertyType;
        if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration)
            return (Enum.GetValues(enumeration).GetValue(1)!, name, Enum.GetName(enumeration, 1)!.ToLowerInvariant());
        return ((string?)attribute["kind"] ?? "string") switch
        {
            "bool" => (true, name, "true"),
            "int" => (2, name, "2"),
            "duration" => (TimeSpan.FromMinutes(5), name, "5m"),
            "list" => (ImmutableArray.Create("a", "b"), name, "a,b"),
            "annotations" => (ImmutableArray.Create(new Annotation("k", "v")), "annotation.k", "v"),
            "rest" => (ImmutableSortedDictionary<string, string>.Empty.Add("scan", "x"), "scan", "x"),
            _ when name == "digest" => ($"sha256:{new string('a', 64)}", name, $"sha256:{new string('a', 64)}"),
            _ => ("text", name, "text"),
        };
    }
}
