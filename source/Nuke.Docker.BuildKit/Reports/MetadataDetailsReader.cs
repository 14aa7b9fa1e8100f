using System.Diagnostics.Contracts;
using System.Text;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Reads all of a file that <c>--metadata-file</c> names. Reports are made with <see cref="MetadataFile"/>, which reads less and is quicker.</summary>
public static class MetadataDetailsReader
{
    /// <summary>Reads the file of <c>buildx build</c>, or of <c>imagetools create</c>.</summary>
    /// <exception cref="AnswerException">It isn't one JSON object.</exception>
    [Pure]
    public static MetadataDetails Read(string text) => Details(AnswerJson.One("buildx build --metadata-file", text));

    /// <summary>Reads the file of <c>buildx bake</c>, by target.</summary>
    /// <exception cref="AnswerException">It isn't one JSON object.</exception>
    [Pure]
    public static IReadOnlyDictionary<string, MetadataDetails> ReadBake(string text) => AnswerJson.One("buildx bake --metadata-file", text).Members((_, target) => Details(target));

    private static MetadataDetails Details(AnswerFields _)
    {
        // They are properties of MetadataFile.
        _.Skip("containerimage.digest", "containerimage.config.digest", "image.name", "buildx.build.ref", "cache.manifest");
        return new MetadataDetails
        {
            Descriptor = _.Object("containerimage.descriptor", ImageFields.Descriptor),
            Materials = _.Object("buildx.build.provenance", provenance => provenance.Objects("materials", Material)) ?? [],
            Warnings = _.Raw("buildx.build.warnings") is { ValueKind: JsonValueKind.Array } warnings ? [.. warnings.EnumerateArray().Select(Warning)] : [],
            Provenance = _.Raw("buildx.build.provenance"),
            Other = _.Other,
        };
    }

    private static BuildMaterial Material(AnswerFields _) =>
        new(_.Text("uri") ?? "", [.. _.Map("digest").Select(digest => $"{digest.Key}:{digest.Value}")]);

    // The form in which progress has them.
    private static VertexWarning Warning(JsonElement warning)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(warning.GetRawText()));
        reader.Read();
        return WarningJson.ReadWarning(ref reader);
    }
}
