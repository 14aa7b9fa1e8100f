using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers.Images.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Reads <c>docker buildx imagetools inspect</c>.</summary>
internal static class RegistryImageReader
{
    private const string Command = "buildx imagetools inspect";

    /// <summary>Reads the output of <c>--format '{{json .}}'</c>.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static RegistryImage Read(string text)
    {
        var _ = AnswerJson.One(Command, text);
        return new RegistryImage
        {
            Name = _.Text("name") ?? "",
            Manifest = _.Object("manifest", Manifest) ?? new ImageManifest(),
            Images = _.Raw("image") is { } image ? Images(image) : new Dictionary<string, RegistryImageDetails>(),
            Other = _.Other,
        };
    }

    /// <summary>Reads the output of <c>--raw</c>, or a manifest from another source, such as an OCI layout.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static ImageManifest ReadManifest(string text) => Manifest(AnswerJson.One($"{Command} --raw", text));

    private static ImageManifest Manifest(AnswerFields _)
    {
        _.Skip("schemaVersion");
        return new ImageManifest
        {
            MediaType = _.Text("mediaType") ?? "",
            Digest = _.TextOrNothing("digest"),
            Size = _.Number("size"),
            Manifests = _.Objects("manifests", ImageFields.Descriptor),
            Configuration = _.Object("config", ImageFields.Descriptor),
            Layers = _.Objects("layers", ImageFields.Descriptor),
            Annotations = _.Map("annotations"),
            Other = _.Other,
        };
    }

    // A single image is the value itself; several are members by platform.
    private static Dictionary<string, RegistryImageDetails> Images(JsonElement image)
    {
        var images = new Dictionary<string, RegistryImageDetails>(StringComparer.Ordinal);
        if (AnswerFields.Of(image) is not { } fields)
            return images;
        if (image.TryGetProperty("architecture", out var architecture) && architecture.ValueKind == JsonValueKind.String)
        {
            var details = Details(fields);
            images[details.Platform] = details;
            return images;
        }
        foreach (var member in image.EnumerateObject())
        {
            if (AnswerFields.Of(member.Value) is { } one)
                images[member.Name] = Details(one);
        }
        return images;
    }

    private static RegistryImageDetails Details(AnswerFields _) => new()
    {
        Platform = string.Join('/', new[] { _.Text("os"), _.Text("architecture"), _.TextOrNothing("variant") }.OfType<string>()),
        Created = _.Time("created"),
        Configuration = _.Object("config", ImageFields.Configuration) ?? new ImageConfiguration(),
        Layers = _.Object("rootfs", root => root.Texts("diff_ids")) ?? [],
        History = _.Objects("history", Layer),
        Other = _.Other,
    };

    private static ImageLayer Layer(AnswerFields _) => new()
    {
        CreatedBy = _.Text("created_by") ?? "",
        Created = _.Time("created"),
        Size = _.Flag("empty_layer") is true ? new PrintedSize(0, 0) : null,
        Comment = _.TextOrNothing("comment"),
        Other = _.Other,
    };
}
