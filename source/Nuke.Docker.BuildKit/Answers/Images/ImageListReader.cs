using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Reads <c>docker image ls --format json</c>.</summary>
internal static class ImageListReader
{
    /// <summary>Reads the images, one entry per name.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ImageListEntry> Read(string text) => [.. AnswerJson.All("image ls --format json", text).Select(Entry)];

    internal static ImageListEntry Entry(AnswerFields _)
    {
        // The age is less precise than the time.
        _.Skip("CreatedSince");
        var size = _.Size("Size");
        return new ImageListEntry
        {
            Id = _.Text("ID") ?? "",
            Repository = _.TextOrNothing("Repository"),
            Tag = _.TextOrNothing("Tag"),
            Digest = _.TextOrNothing("Digest"),
            Created = _.Time("CreatedAt"),
            // The same size with one more digit.
            Size = _.Size("VirtualSize") ?? size,
            SharedSize = _.TextOrNothing("SharedSize") is null ? null : _.Size("SharedSize"),
            UniqueSize = _.TextOrNothing("UniqueSize") is null ? null : _.Size("UniqueSize"),
            Containers = _.TextOrNothing("Containers") is null ? null : _.Number("Containers"),
            Other = _.Other,
        };
    }
}
