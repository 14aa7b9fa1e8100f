using System.Text.Json;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>A file such as <c>.nuke/parameters.json</c>. The host, which reads it too, reports invalid JSON.</summary>
internal sealed class ParametersFile
{
    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _name;
    private readonly JsonElement _content;

    private ParametersFile(string name, JsonElement content) => (_name, _content) = (name, content);

    public string Name => _name;

    public IEnumerable<string> Keys => _content.EnumerateObject().Select(property => property.Name).Where(name => !name.StartsWith('$'));

    /// <summary>The files of the profiles, the last one first, then the one for all of them.</summary>
    public static IReadOnlyList<ParametersFile> ReadAll(INukeBuild build)
    {
        // A run without a build in the repository keeps its temporary files elsewhere, and has no parameters file.
        if (!build.RootDirectory.Contains(build.TemporaryDirectory) || build.TemporaryDirectory.Parent?.ToString() is not { } folder)
            return [];
        return
        [
            .. NukeBuild.LoadedLocalProfiles.Reverse().Select(profile => $"parameters.{profile}.json").Append("parameters.json")
                .Select(name => Read(folder, name))
                .OfType<ParametersFile>(),
        ];
    }

    public GivenValue? Find(string name)
    {
        foreach (var property in _content.EnumerateObject())
        {
            var key = property.Name.Replace("-", "", StringComparison.Ordinal);
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
                return Value(name, property.Value);
        }

        return null;
    }

    private GivenValue Value(string name, JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? new GivenValue(name, [.. value.EnumerateArray().Select(Text)], $", given in {_name},")
        : new GivenValue(name, [Text(value)], $", given in {_name},", IsList: false);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static ParametersFile? Read(string folder, string name)
    {
        try
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ParametersFile($"{Path.GetFileName(folder)}/{name}", document.RootElement.Clone())
                : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
