using System.Text.Json;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary><c>.nuke/parameters.json</c> and, before it, <c>.nuke/parameters.PROFILE.json</c>; the last profile named comes first.</summary>
internal sealed class ParametersFiles
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly AbsolutePath root;
    private readonly List<(string Path, JsonElement Content)> files = [];

    public ParametersFiles(AbsolutePath root, IReadOnlyList<string> profiles)
    {
        this.root = root;
        foreach (var profile in profiles.Reverse())
        {
            if (!Load($".nuke/parameters.{profile}.json"))
                throw new ParameterException($"Profile '{profile}' has no file '.nuke/parameters.{profile}.json'. {Existing()}");
        }

        Load(".nuke/parameters.json");
    }

    public GivenValue? Find(string name)
    {
        foreach (var (path, content) in files)
        {
            foreach (var property in content.EnumerateObject())
            {
                if (NamedArgument.WithoutDashes(property.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                    return new GivenValue(Texts(property, path), $"in {path}", root);
            }
        }

        return null;
    }

    private bool Load(string path)
    {
        if (!(root / path).FileExists())
            return false;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(root / path), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ParameterException($"{path} must hold a JSON object");
            files.Add((path, document.RootElement.Clone()));
            return true;
        }
        catch (JsonException exception)
        {
            throw new ParameterException($"{path} is not valid JSON: line {exception.LineNumber + 1}, {exception.Message}");
        }
    }

    private static List<string> Texts(JsonProperty property, string path) => property.Value.ValueKind switch
    {
        JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(x => Text(x, property.Name, path))],
        JsonValueKind.Null => [],
        _ => [Text(property.Value, property.Name, path)],
    };

    private static string Text(JsonElement value, string name, string path) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.StartsWith("v1:", StringComparison.Ordinal)
            => throw new ParameterException($"'{name}' in {path} is encrypted, which this host can't undo. Give it as an environment variable."),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new ParameterException($"'{name}' in {path} must be a text, a number, true, false or a list of these"),
    };

    private string Existing()
    {
        var names = (root / ".nuke").DirectoryExists() ? (root / ".nuke").GetFiles("parameters.*.json").Select(x => x.NameWithoutExtension["parameters.".Length..]).ToList() : [];
        return names.Count == 0 ? "There are no profiles." : $"There are: {string.Join(", ", names)}.";
    }
}
