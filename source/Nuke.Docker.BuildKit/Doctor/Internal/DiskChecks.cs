using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class DiskChecks
{
    // A wheel build with torch takes this much in passing.
    private const long Low = 10_000_000_000;
    private const long Empty = 1_000_000_000;
    private const string Prune = "docker buildx prune --max-used-space 10GB, docker image prune";
    private const long WorthPruning = 5_000_000_000;

    public static IEnumerable<Diagnosis> Free(DoctorFacts facts)
    {
        if (facts.EngineDisk is not { } disk)
            yield break;
        var found = $"{HumanText.Size(disk.Free)} of {HumanText.Size(disk.Total)} are free where the engine keeps its data";
        yield return disk.Free switch
        {
            < Empty => new Diagnosis("disk", DiagnosisSeverity.Error, found, "Builds end in 'no space left on device'", Prune),
            < Low => new Diagnosis("disk", DiagnosisSeverity.Warning, found, "BuildKit throws its cache away to keep a fifth of the disk free, and builds are slow", Prune),
            _ => new Diagnosis("disk", DiagnosisSeverity.Fine, found),
        };
    }

    public static IEnumerable<Diagnosis> Usage(DoctorFacts facts)
    {
        if (facts.DiskUsage.IsEmpty)
            yield break;
        var sizes = string.Join(", ", facts.DiskUsage.Where(usage => usage.Size is not null).Select(usage => $"{usage.Type.ToLowerInvariant()} {HumanText.Size(usage.Size!.Value.Bytes)}"));
        var images = facts.DiskUsage.FirstOrDefault(usage => usage.Type == "Images")?.Reclaimable?.Bytes ?? 0;
        yield return images > WorthPruning
            ? new Diagnosis(
                "disk use",
                DiagnosisSeverity.Hint,
                sizes,
                $"Images that no container uses could give back {HumanText.Size(images)}",
                "docker image prune (not docker system prune -a, which takes all images and the build cache)")
            : new Diagnosis("disk use", DiagnosisSeverity.Fine, sizes);
    }
}
