using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Settings;

/// <summary>Many values, each for a target of its own, and what buildx read of them.</summary>
internal static class BakeMirror
{
    /// <summary>By a bake file.</summary>
    /// <param name="key">The target's property: <c>cache-to</c>.</param>
    /// <param name="values">As arguments have them.</param>
    /// <param name="isList">Whether the property takes a list.</param>
    /// <returns>What <c>bake --print</c> shows of the property, in the order of the values.</returns>
    public static async Task<IReadOnlyList<JsonNode?>> ReadAsync(string key, IReadOnlyList<JsonNode> values, bool isList = true)
    {
        var targets = new JsonObject(values.Select((value, index) => KeyValuePair.Create(
            $"t{index}",
            (JsonNode?)new JsonObject { ["context"] = ".", [key] = isList ? new JsonArray(value.DeepClone()) : value.DeepClone() })));
        return await ReadAsync(key, targets, [], isList);
    }

    /// <summary>By arguments, <c>--set</c>.</summary>
    /// <param name="key">The target's property.</param>
    /// <param name="values">As arguments have them.</param>
    public static Task<IReadOnlyList<JsonNode?>> ReadArgumentsAsync(string key, IReadOnlyList<string> values)
    {
        var targets = new JsonObject(values.Select((_, index) => KeyValuePair.Create($"t{index}", (JsonNode?)new JsonObject { ["context"] = "." })));
        var settings = new BuildxBakeSettings()
            .AddSet(values.Select((value, index) => new BakeOverride($"t{index}", key == "secret" ? "secrets" : key, value)));
        // Without the words that name the command.
        return ReadAsync(key, targets, settings.ToArguments().Values.Skip(2), isList: true);
    }

    private static async Task<IReadOnlyList<JsonNode?>> ReadAsync(string key, JsonObject targets, IEnumerable<string> arguments, bool isList)
    {
        var connection = await TestEngine.ConnectAsync();
        var folder = Directory.CreateTempSubdirectory("mirror-").FullName;
        try
        {
            string[] names = [.. targets.Select(target => target.Key)];
            await File.WriteAllTextAsync(Path.Combine(folder, "docker-bake.json"), new JsonObject { ["target"] = targets }.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\n");

            var printed = JsonNode.Parse(
                await Buildx.RunAsync(
                    connection,
                    folder,
                    ["bake", "--print", "--allow=fs=*", "--allow=ssh", "--file", "docker-bake.json", .. arguments, .. names]))!;
            return [.. names.Select(name => Single(printed["target"]![name]![key], isList))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An object's texts.</summary>
    public static Dictionary<string, string> Texts(JsonNode? node) =>
        node!.AsObject()
            .ToDictionary(
                pair => pair.Key,
                pair => pair.Value!.GetValueKind() == JsonValueKind.String ? pair.Value.GetValue<string>() : pair.Value.ToJsonString());

    private static JsonNode? Single(JsonNode? property, bool isList) => isList ? property![0] : property;
}
