using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>The sizes of an image in <c>size.json</c>, and those of the image before it in <c>size.previous.json</c>.</summary>
internal static class SizeFile
{
    private const string Name = "size.json";
    private const string Previous = "size.previous.json";
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Writes the sizes of an image, and returns those of another image that was measured before it; <c>null</c> if there is none.</summary>
    /// <param name="folder">The folder of the reports of the image. It is created if needed.</param>
    /// <param name="id">The id of the image.</param>
    /// <param name="sizes">The sizes.</param>
    public static ImageSizes? Exchange(string folder, string id, ImageSizes sizes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(sizes);
        Directory.CreateDirectory(folder);
        var (file, previous) = (Path.Combine(folder, Name), Path.Combine(folder, Previous));
        if (Read(file) is { } last && last.Id != id)
            File.Copy(file, previous, overwrite: true);
        AtomicFile.WriteText(Json(id, sizes).ToJsonString(s_indented), file);
        return Read(previous)?.Sizes;
    }

    /// <summary>Returns the sizes as they are in the file.</summary>
    public static JsonElement ToJson(string id, ImageSizes sizes)
    {
        using var document = JsonDocument.Parse(Json(id, sizes).ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject Json(string id, ImageSizes sizes) => new()
    {
        ["schema"] = 1,
        ["id"] = id,
        ["bytes"] = sizes.Bytes,
        ["wastedBytes"] = sizes.WastedBytes,
        ["parts"] = new JsonObject(sizes.Parts.Select(part => KeyValuePair.Create($"{part.Part}", (JsonNode?)part.Bytes))),
        ["layers"] = new JsonArray([.. sizes.Layers.Select(layer => new JsonObject { ["instruction"] = layer.Instruction, ["bytes"] = layer.Bytes })]),
        ["folders"] = new JsonObject(sizes.Folders.Select(folder => KeyValuePair.Create(folder.Folder, (JsonNode?)folder.Bytes))),
        ["hidden"] = new JsonArray([.. sizes.Hidden.Select(file => new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes })]),
        ["duplicates"] = new JsonArray(
        [
            .. sizes.Duplicates.Select(group => new JsonObject
            {
                ["paths"] = new JsonArray([.. group.Paths.Select(path => JsonValue.Create(path))]),
                ["bytes"] = group.Bytes,
            }),
        ]),
    };

    // The file is a cache: a damaged one counts as missing.
    private static (string Id, ImageSizes Sizes)? Read(string file)
    {
        try
        {
            if (!File.Exists(file)
                || JsonNode.Parse(File.ReadAllText(file)) is not JsonObject root
                || root["id"] is not { } id || root["bytes"] is not { } bytes
                || root["parts"] is not JsonObject parts || root["folders"] is not JsonObject folders)
                return null;
            var sizes = new ImageSizes
            {
                Bytes = bytes.GetValue<long>(),
                Parts = [.. parts.Select(part => (Enum.Parse<ImagePart>(part.Key), part.Value?.GetValue<long>() ?? 0))],
                Folders = [.. folders.Select(folder => (folder.Key, folder.Value?.GetValue<long>() ?? 0))],
            };
            return (id.GetValue<string>(), sizes);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or ArgumentException or IOException)
        {
            return null;
        }
    }
}
