using System.Text.Json;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>A JSON object with a value for each parameter: a text, a number, a truth value, or a list of these.</summary>
internal sealed class ParametersFile
{
    private readonly AbsolutePath root;
    private readonly string path;
    private readonly JsonElement content;

    private ParametersFile(AbsolutePath root, string path, JsonElement content) => (this.root, this.path, this.content) = (root, path, content);

    public static ParametersFile Read(AbsolutePath root, string path)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
            using var document = JsonDocument.Parse(File.ReadAllBytes(root / path), options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ParametersFile(root, path, document.RootElement.Clone())
                : throw new ParameterException($"{path} must contain a JSON object");
        }
        catch (JsonException exception)
        {
            throw new ParameterException($"{path} is not valid JSON: line {exception.LineNumber + 1}, {exception.Message}");
        }
    }

    public GivenValue? Find(string name)
    {
        foreach (var property in content.EnumerateObject())
        {
            if (!NamedArgument.WithoutDashes(property.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (property.Name != name)
                throw new ParameterException($"'{property.Name}' in {path} must be written '{name}'");
            if (property.Value.ValueKind != JsonValueKind.Null)
                return new GivenValue(Texts(property), $"in {path}", root, IsList: property.Value.ValueKind == JsonValueKind.Array);
        }

        return null;
    }

    private List<string> Texts(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(x => Text(x, property.Name))],
        _ => [Text(property.Value, property.Name)],
    };

    private string Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.StartsWith("v1:", StringComparison.Ordinal)
            => throw new ParameterException($"'{name}' in {path} is encrypted, and this host can't decrypt it. Use an environment variable."),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new ParameterException($"'{name}' in {path} must be a text, a number, true, false or a list of these"),
    };
}
