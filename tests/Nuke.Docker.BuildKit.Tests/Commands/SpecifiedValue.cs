using System.Text.Json.Nodes;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>A record of <c>values.json</c> with sets and bases resolved, read by other code than the generator's.</summary>
internal sealed record SpecifiedValue(string Name, string Flag, string Type, JsonObject[] Attributes)
{
    private static readonly JsonNode s_file = JsonNode.Parse(CliHelp.SpecificationText("values"))!;

    /// <summary>All records that have a type.</summary>
    public static IEnumerable<SpecifiedValue> All =>
        from record in s_file["records"]!.AsArray().Select(record => record!.AsObject())
        where record["type"] is not null
        select new SpecifiedValue((string)record["name"]!, FlagOf(record), (string)record["type"]!, [.. AttributesOf(record)]);

    /// <summary>Attributes of hand-written values, with their flags.</summary>
    public static IEnumerable<(string Flag, JsonObject Attribute)> Others =>
        s_file["others"]!.AsObject().SelectMany(other => other.Value!.AsArray().Select(attribute => (other.Key, attribute!.AsObject())));

    /// <summary>The record in C#.</summary>
    public Type Record => typeof(CacheEntry).Assembly.GetType($"Nuke.Docker.BuildKit.Commands.{Name}", throwOnError: true)!;

    /// <summary>An instance with only its required attributes.</summary>
    public IArgumentValue Create() =>
        (IArgumentValue)Activator.CreateInstance(Record, [.. Attributes.Where(attribute => attribute["required"] is not null).Select(_ => "some")])!;

    /// <summary>Returns the name of the test.</summary>
    public override string ToString() => $"{Flag} type={Type}";

    private static JsonObject? Find(string name) =>
        s_file["records"]!.AsArray().Select(record => record!.AsObject()).FirstOrDefault(record => (string)record["name"]! == name);

    private static string FlagOf(JsonObject record) =>
        Find((string)record["base"]!) is { } parent ? FlagOf(parent) : (string)s_file["families"]![(string)record["base"]!]!;

    private static IEnumerable<JsonObject> AttributesOf(JsonObject record)
    {
        var parent = Find((string)record["base"]!);
        foreach (var item in record["attributes"]!.AsArray())
        {
            if (item is JsonObject attribute)
                yield return attribute;
            else if ((string)item! != (string)record["base"]!)
                foreach (var one in s_file["sets"]![(string)item!]!.AsArray())
                    yield return one!.AsObject();
        }

        foreach (var inherited in parent is null ? [] : AttributesOf(parent))
            yield return inherited;
    }
}
