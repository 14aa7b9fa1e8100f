using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class ImageChecks
{
    /// <summary>An image is only as old as its last layer that ran, and a file may be touched without being changed: this is a hint.</summary>
    public static IEnumerable<Diagnosis> Stale(DoctorFacts facts)
    {
        foreach (var image in facts.Images)
        {
            if (image is { Created: { } created, Newest: var (path, changed) } && changed > created)
                yield return new Diagnosis("image", DiagnosisSeverity.Hint, $"{image.Reference} is {HumanText.Duration(changed - created)} older than {path}", "A container of it runs the code of before that change", "Build it, and start the container anew: a running one keeps its image");
        }
    }
}
