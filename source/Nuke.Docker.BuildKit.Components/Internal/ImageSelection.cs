using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Selects images by <c>--image</c>.</summary>
internal static class ImageSelection
{
    public static IReadOnlyList<DockerImage> Select(IEnumerable<DockerImage> images, IReadOnlyCollection<string> names)
    {
        var all = images.ToList();
        foreach (var name in names)
        {
            if (!all.Exists(image => Answers(image, name)))
                throw UnknownImage(name, [.. all.Select(image => image.ShortName)]);
        }

        return names.Count == 0 ? all : [.. all.Where(image => names.Any(name => Answers(image, name)))];
    }

    /// <summary>Returns true if an image has a name, in full or its last segment.</summary>
    public static bool Has(IEnumerable<DockerImage> images, string name) => images.Any(image => Answers(image, name));

    private static bool Answers(DockerImage image, string name) => image.Name == name || image.ShortName == name;

    private static DockerBuildException UnknownImage(string name, IReadOnlyCollection<string> names) => new(new DockerFault
    {
        Kind = DockerFaultKind.UnknownImage,
        Cause = $"There is no image '{name}'.",
        Cure = names.Count == 0 ? "The build has no images." : NearestNames.Sentence(name, names),
    });
}
