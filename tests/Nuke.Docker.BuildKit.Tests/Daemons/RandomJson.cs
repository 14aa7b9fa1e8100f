using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Daemons;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

/// <summary>Random valid <c>daemon.json</c> files with unknown members, in the notations that people write.</summary>
internal static class RandomJson
{
    private static readonly string[] s_places = ["features", "builder", "log-opts"];

    public static string Document(Random random)
    {
        var root = Object(random, 2);
        foreach (var place in s_places.Where(_ => random.Next(2) == 0))
            root[place] = Object(random, 1);
        if (root["builder"] is JsonObject builder && random.Next(2) == 0)
            builder["gc"] = Object(random, 1);
        if (root["features"] is JsonObject features && random.Next(2) == 0)
            features["buildkit"] = random.Next(2) == 0;
        if (random.Next(3) == 0)
            root["registry-mirrors"] = new JsonArray("https://other.example.com", "https://mirror.example.com"[..random.Next(8, 27)]);
        var text = root.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = random.Next(4) > 0,
            IndentCharacter = random.Next(2) == 0 ? ' ' : '\t',
            IndentSize = random.Next(1, 5),
            NewLine = random.Next(4) == 0 ? "\r\n" : "\n",
        });
        return random.Next(2) == 0 ? text : text + "\n";
    }

    /// <summary>Sets a value as the editor should.</summary>
    public static void Set(JsonObject root, DaemonSetting setting)
    {
        foreach (var name in setting.Path[..^1])
            root = (JsonObject)(root[name] ??= new JsonObject());
        var value = JsonNode.Parse(setting.Json!)!;
        if (setting.Adds && root[setting.Path[^1]] is JsonArray old)
        {
            var items = old.Select(item => item!.ToString()).Union(value.AsArray().Select(item => item!.ToString()));
            value = new JsonArray([.. items.Select(item => JsonValue.Create(item))]);
        }

        root[setting.Path[^1]] = value;
    }

    private static JsonObject Object(Random random, int depth)
    {
        var members = new JsonObject();
        for (var count = random.Next(4); count > 0; count--)
            members[$"unknown-{random.Next(1000)}"] = Value(random, depth);
        return members;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => random.Next(2) == 0,
        1 => random.Next(),
        2 => random.NextDouble(),
        3 => $"Ä \"{random.Next()}\" \\ 🐳 {{}}",
        4 => null,
        5 => new JsonArray(Value(random, 0), Value(random, 0)),
        _ => Object(random, depth - 1),
    };
}
