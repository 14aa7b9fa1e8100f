using System.Diagnostics.Contracts;
using System.Text;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Progress.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Reads the complete content of a file of <c>--metadata-file</c>.</summary>
internal static class MetadataDetailsReader
{
    /// <summary>Reads the file of <c>buildx build</c>, or of <c>imagetools create</c>.</summary>
    /// <exception cref="DockerException">The text isn't one JSON object (<see cref="DockerFaultKind.ToolFailed"/>).</exception>
    [Pure]
    public static MetadataDetails Read(string text) => Details(AnswerJson.One("buildx build --metadata-file", text));

    /// <summary>Reads the file of <c>buildx bake</c>, by target.</summary>
    /// <exception cref="DockerException">The text isn't one JSON object (<see cref="DockerFaultKind.ToolFailed"/>).</exception>
    [Pure]
    public static IReadOnlyDictionary<string, MetadataDetails> ReadBake(string text) =>
        AnswerJson.One("buildx bake --metadata-file", text).Members((_, target) => Details(target));

    private static MetadataDetails Details(AnswerFields _)
    {
        // These are properties of MetadataFile.
        _.Skip("containerimage.digest", "containerimage.config.digest", "image.name", "buildx.build.ref", "cache.manifest");
        return new MetadataDetails
        {
            Descriptor = _.Object("containerimage.descriptor", ImageFields.Descriptor),
            Materials = _.Object("buildx.build.provenance", provenance => provenance.Objects("materials", Material)) ?? [],
            Warnings = Warnings(_.Raw("buildx.build.warnings")),
            Provenance = _.Raw("buildx.build.provenance"),
            Other = _.Other,
        };
    }

    private static BuildMaterial Material(AnswerFields _) =>
        new(_.Text("uri") ?? "", [.. _.Map("digest").Select(digest => $"{digest.Key}:{digest.Value}")]);

    private static IReadOnlyList<CheckWarning> Warnings(JsonElement? warnings) =>
        warnings is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(Warning)] : [];

    // The form is that of the progress.
    private static CheckWarning Warning(JsonElement element)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(element.GetRawText()));
        reader.Read();
        var warning = WarningJson.ReadWarning(ref reader);
        return new CheckWarning(warning.Short, warning.File, warning.Line, warning.Url);
    }
}
