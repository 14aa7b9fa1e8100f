using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Settings;

/// <summary>Passes many values to buildx, each for its own target, and reads them back.</summary>
internal static class BakeMirror
{
    /// <summary>Passes the values in a bake file.</summary>
    /// <param name="key">The target's property: <c>cache-to</c>.</param>
    /// <param name="values">The values as in arguments.</param>
    /// <param name="isList"><c>true</c>: the property is a list.</param>
    /// <returns>The property in the output of <c>bake --print</c>, in the order of the values.</returns>
    public static async Task<IReadOnlyList<JsonNode?>> ReadAsync(string key, IReadOnlyList<JsonNode> values, bool isList = true)
    {
        var targets = new JsonObject(values.Select((value, index) => KeyValuePair.Create(
            $"t{index}",
            (JsonNode?)new JsonObject { ["context"] = ".", [key] = isList ? new JsonArray(value.DeepClone()) : value.DeepClone() })));
        return await ReadAsync(key, targets, [], isList);
    }

    /// <summary>Passes the values in <c>--set</c> arguments.</summary>
    /// <param name="key">The target's property.</param>
    /// <param name="values">The values as in arguments.</param>
    public static Task<IReadOnlyList<JsonNode?>> ReadArgumentsAsync(string key, IReadOnlyList<string> values)
    {
        var targets = new JsonObject(values.Select((_, index) => KeyValuePair.Create($"t{index}", (JsonNode?)new JsonObject { ["context"] = "." })));
        var settings = new BuildxBakeSettings()
            .AddSet(values.Select((value, index) => new BakeOverride($"t{index}", key == "secret" ? "secrets" : key, value)));
        // Without the command's name.
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

    /// <summary>Returns the texts of an object.</summary>
    public static Dictionary<string, string> Texts(JsonNode? node) =>
        node!.AsObject()
            .ToDictionary(
                pair => pair.Key,
                pair => pair.Value!.GetValueKind() == JsonValueKind.String ? pair.Value.GetValue<string>() : pair.Value.ToJsonString());

    private static JsonNode? Single(JsonNode? property, bool isList) => isList ? property![0] : property;
}
