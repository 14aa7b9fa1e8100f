using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>A builder as buildx stores it. Reading it starts no process and contacts no node.</summary>
/// <param name="Name">Name of the builder.</param>
/// <param name="Driver">Name of the driver.</param>
/// <param name="Nodes">The nodes in the order in which they were added.</param>
internal sealed record BuilderInstance(string Name, string Driver, ImmutableArray<BuilderInstanceNode> Nodes)
{
    /// <summary>Reads a file.</summary>
    /// <returns><c>null</c> if it does not exist, or buildx is writing it, or it is damaged; buildx reports that itself.</returns>
    public static BuilderInstance? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            return new BuilderInstance(Text(root, "Name") ?? Path.GetFileName(file), Text(root, "Driver") ?? "docker", [.. Items(root, "Nodes").Select(Node)]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static BuilderInstanceNode Node(JsonElement node) => new(Text(node, "Name") ?? "", Text(node, "Endpoint") ?? "")
    {
        Platforms = [.. Items(node, "Platforms").Select(Platform)],
        DriverOptions = Map(node, "DriverOpts").ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.ToString(), StringComparer.Ordinal),
        Flags = [.. Items(node, "Flags").Select(flag => flag.ToString())],
        Configuration = Map(node, "Files").Where(file => file is { Name: "buildkitd.toml", Value.ValueKind: JsonValueKind.String })
            .Select(file => Encoding.UTF8.GetString(file.Value.GetBytesFromBase64())).FirstOrDefault(),
    };

    private static string Platform(JsonElement platform)
    {
        var name = $"{Text(platform, "os")}/{Text(platform, "architecture")}";
        return Text(platform, "variant") is { Length: > 0 } variant ? $"{name}/{variant}" : name;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    private static JsonProperty[] Map(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject()]
            : [];
}

/// <summary>A node as buildx stores it.</summary>
/// <param name="Name">Name of the node.</param>
/// <param name="Endpoint">A docker context, a socket or a URL.</param>
internal sealed record BuilderInstanceNode(string Name, string Endpoint)
{
    /// <summary>The platforms that were set by hand.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary>The options of the driver.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The arguments of BuildKit's daemon.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Text of <c>buildkitd.toml</c>; <c>null</c> if the node has none.</summary>
    public string? Configuration { get; init; }
}
