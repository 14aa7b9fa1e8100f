using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Bake.Internal;

namespace Nuke.Docker.BuildKit.Bake;

/// <summary>Reads bake files in the JSON form, as <c>docker-bake.json</c> and <c>bake --print</c> have it. HCL and compose files are read as bake resolves them.</summary>
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

    /// <summary>Reads bake files of any form as <c>docker buildx bake --print</c> resolves them: nothing is inherited any more, variables have values, a matrix is targets and a group.</summary>
    /// <param name="run">Runs bake, in the folder that relative paths are meant from.</param>
    /// <param name="files">The files; empty: those that bake finds by itself.</param>
    /// <param name="targets">Targets and groups; empty: <c>default</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandFailedException">Bake refuses the files.</exception>
    public static async Task<BakeFile> ResolveAsync(DockerRunner run, IEnumerable<string> files, IEnumerable<string> targets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        string[] arguments = ["buildx", "bake", "--print", .. files.SelectMany(file => new[] { "--file", file }), .. targets];
        var output = await run(arguments, cancellationToken);
        return output.ExitCode == 0 ? Read(output.StandardOutput) : throw new CommandFailedException(string.Join(' ', arguments), output);
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
