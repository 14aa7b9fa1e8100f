using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Reads <c>docker image history --format json</c>; with <c>--no-trunc --human=false</c>, instructions are complete and sizes exact.</summary>
internal static class ImageHistoryReader
{
    /// <summary>Reads the layers, last instruction first.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ImageLayer> Read(string text) => [.. AnswerJson.All("image history --format json", text).Select(Layer)];

    private static ImageLayer Layer(AnswerFields _)
    {
        _.Skip("CreatedSince");
        return new ImageLayer
        {
            CreatedBy = _.Text("CreatedBy") ?? "",
            Created = _.Time("CreatedAt"),
            Size = _.Size("Size"),
            Id = _.TextOrNothing("ID"),
            Comment = _.TextOrNothing("Comment"),
            Other = _.Other,
        };
    }
}
