using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Reads <c>docker compose images --format json</c>.</summary>
internal static class ComposeImagesReader
{
    /// <summary>Reads the images, one for each container.</summary>
    /// <exception cref="AnswerException">The text is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ComposeImage> Read(string text) => [.. AnswerJson.All("compose images --format json", text).Select(Image)];

    private static ComposeImage Image(AnswerFields _) => new()
    {
        Id = _.Text("ID") ?? "",
        ContainerName = _.Text("ContainerName") ?? "",
        Repository = _.TextOrNothing("Repository"),
        Tag = _.TextOrNothing("Tag"),
        Platform = _.TextOrNothing("Platform"),
        Size = _.Number("Size") ?? 0,
        LastTagged = _.Time("LastTagTime"),
        Other = _.Other,
    };
}
