using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Reads bake files in the JSON form, as <c>docker-bake.json</c> and <c>bake --print</c> have it. HCL and compose files are read as bake resolves them: <see cref="BuildxTasks.BuildxBakePrintAnswerAsync"/>.</summary>
public static class BakeFileReader
{
    /// <summary>Reads a bake file in the JSON form.</summary>
    /// <exception cref="AnswerException">It isn't one JSON object.</exception>
    [Pure]
    public static BakeFile Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Value(document.RootElement) is BakeMap root
                ? BakeBlocks.Read(root)
                : throw new AnswerException("buildx bake --print", $"an object was expected, not {document.RootElement.ValueKind}");
        }
        catch (JsonException exception)
        {
            throw new AnswerException("buildx bake --print", $"a bake file in the JSON form was expected: {exception.Message}", exception);
        }
    }

    private static BakeValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new BakeMap(element.EnumerateObject().Aggregate(
            BakeMap.Empty.Members,
            (members, member) => members.SetItem(BakeTemplate.Unescape(member.Name) ?? member.Name, Value(member.Value)))),
        JsonValueKind.Array => new BakeList([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.String => new BakeText(element.GetString()!),
        _ => new BakeLiteral(element.GetRawText()),
    };
}
