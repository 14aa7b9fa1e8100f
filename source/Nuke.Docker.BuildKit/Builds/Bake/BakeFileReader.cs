using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>
/// Reads bake files in JSON, such as <c>docker-bake.json</c> and the output of <c>bake --print</c>. For HCL and compose files, use
/// <see cref="BuildxTasks.BuildxBakePrintAnswerAsync"/>, which reads them with bake.
/// </summary>
internal static class BakeFileReader
{
    /// <summary>Reads a bake file in JSON.</summary>
    /// <exception cref="AnswerException">The text is not a JSON object.</exception>
    [Pure]
    public static BakeFile Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Value(document.RootElement) is BakeMap root
                ? BakeBlocks.Read(root)
                : throw new AnswerException("buildx bake --print", $"expected an object, not {document.RootElement.ValueKind}");
        }
        catch (JsonException exception)
        {
            throw new AnswerException("buildx bake --print", $"expected a bake file in JSON: {exception.Message}", exception);
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
