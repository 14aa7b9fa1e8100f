using System.Text.Json.Nodes;
using DockerTestSupport.Recordings;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>A command of a specification, with sets and globals resolved. It is read by other code than the generator's.</summary>
internal sealed record SpecifiedRows(string Tool, string Name, string[] ToolWords, JsonObject[] Globals, JsonObject[] Flags, JsonObject[] Positionals)
{
    /// <summary>All commands that have settings.</summary>
    public static IEnumerable<SpecifiedRows> All => new[] { "buildx", "compose", "docker" }.SelectMany(Read);

    /// <summary>The command as it is typed.</summary>
    public string Line => string.Join(' ', ["docker", .. ToolWords, Name]);

    /// <summary>Returns the name of the test.</summary>
    public override string ToString() => Line;

    private static IEnumerable<SpecifiedRows> Read(string tool)
    {
        var json = JsonNode.Parse(CliHelp.SpecificationText(tool))!;
        return
            from command in Rows(json["commands"])
            where command["group"] is null
            let sets = (command["uses"]?.AsArray() ?? []).SelectMany(set => Rows(json["sets"]![(string)set!]))
            select new SpecifiedRows(
                tool,
                (string)command["name"]!,
                [.. json["words"]!.AsArray().Select(word => (string)word!)],
                Offered(json["globals"]),
                [.. sets.Where(IsOffered), .. Offered(command["flags"])],
                [.. Rows(command["positionals"])]);
    }

    private static JsonObject[] Offered(JsonNode? list) => [.. Rows(list).Where(IsOffered)];

    private static bool IsOffered(JsonObject flag) => flag["withheld"] is null;

    private static IEnumerable<JsonObject> Rows(JsonNode? list) => (list?.AsArray() ?? []).Select(row => row!.AsObject());
}
