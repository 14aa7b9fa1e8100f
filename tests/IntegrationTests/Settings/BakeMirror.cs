using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationTests.Settings;

/// <summary>Many values in one bake file, a target each, and what buildx read.</summary>
internal static class BakeMirror
{
    /// <param name="key">The target's property: <c>cache-to</c>.</param>
    /// <param name="values">As arguments have them.</param>
    /// <param name="isList">Whether the property takes a list.</param>
    /// <returns>What <c>bake --print</c> shows of the property, in the order of the values.</returns>
    public static async Task<IReadOnlyList<JsonNode?>> ReadAsync(string key, IReadOnlyList<JsonNode> values, bool isList = true)
    {
        var connection = await TestEngine.ConnectAsync();
        var folder = Directory.CreateTempSubdirectory("mirror-").FullName;
        try
        {
            var targets = new JsonObject();
            for (var index = 0; index < values.Count; index++)
                targets[$"t{index}"] = new JsonObject { ["context"] = ".", [key] = isList ? new JsonArray(values[index].DeepClone()) : values[index].DeepClone() };
            await File.WriteAllTextAsync(Path.Combine(folder, "docker-bake.json"), new JsonObject { ["target"] = targets }.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\n");

            var printed = JsonNode.Parse(await Buildx.RunAsync(connection, folder, ["bake", "--print", "--allow=fs=*", "--file", "docker-bake.json", .. targets.Select(target => target.Key)]))!;
            return [.. Enumerable.Range(0, values.Count).Select(index => Single(printed["target"]![$"t{index}"]![key], isList))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An object's texts.</summary>
    public static Dictionary<string, string> Texts(JsonNode? node) =>
        node!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValueKind() == JsonValueKind.String ? pair.Value.GetValue<string>() : pair.Value.ToJsonString());

    private static JsonNode? Single(JsonNode? property, bool isList) => isList ? property![0] : property;
}
