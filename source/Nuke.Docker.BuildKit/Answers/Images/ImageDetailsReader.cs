using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Images.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Reads <c>docker image inspect</c>.</summary>
internal static class ImageDetailsReader
{
    /// <summary>Reads the images, in the order in which they were requested.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ImageDetails> Read(string text) => [.. AnswerJson.All("image inspect", text).Select(Details)];

    private static ImageDetails Details(AnswerFields _) => new()
    {
        Id = _.Text("Id") ?? "",
        Tags = _.Texts("RepoTags"),
        RepositoryDigests = _.Texts("RepoDigests"),
        Created = _.Time("Created"),
        Os = _.TextOrNothing("Os"),
        Architecture = _.TextOrNothing("Architecture"),
        Variant = _.TextOrNothing("Variant"),
        Size = _.Number("Size") ?? 0,
        Layers = _.Object("RootFS", root => root.Texts("Layers")) ?? [],
        LastTagged = _.Object("Metadata", metadata => new { Time = metadata.Time("LastTagTime") })?.Time,
        Descriptor = _.Object("Descriptor", ImageFields.Descriptor),
        Configuration = _.Object("Config", ImageFields.Configuration) ?? new ImageConfiguration(),
        Other = _.Other,
    };
}
