using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class DiskChecks
{
    // Building a wheel with torch temporarily takes this much.
    private const long Low = 10_000_000_000;
    private const long Empty = 1_000_000_000;
    private const string Prune = "Run docker buildx prune --max-used-space 10GB and docker image prune";
    private const long WorthPruning = 5_000_000_000;

    public static IEnumerable<Diagnosis> Free(DoctorFacts facts)
    {
        if (facts.EngineDisk is not { } disk)
            yield break;
        var found = $"{HumanText.Size(disk.Free)} of {HumanText.Size(disk.Total)} are free on the disk of the engine's data";
        yield return disk.Free switch
        {
            < Empty => new Diagnosis("disk", DiagnosisSeverity.Error, found, "Builds fail with 'no space left on device'", Prune),
            < Low => new Diagnosis(
                "disk", DiagnosisSeverity.Warning, found, "Builds are slow: BuildKit prunes its cache to keep a fifth of the disk free", Prune),
            _ => new Diagnosis("disk", DiagnosisSeverity.Fine, found),
        };
    }

    public static IEnumerable<Diagnosis> Usage(DoctorFacts facts)
    {
        if (facts.DiskUsage.IsEmpty)
            yield break;
        var sizes = string.Join(
            ", ",
            facts.DiskUsage
                .Where(usage => usage.Size is not null)
                .Select(usage => $"{usage.Type.ToLowerInvariant()} {HumanText.Size(usage.Size!.Value.Bytes)}"));
        var images = facts.DiskUsage.FirstOrDefault(usage => usage.Type == "Images")?.Reclaimable?.Bytes ?? 0;
        yield return images > WorthPruning
            ? new Diagnosis(
                "disk use",
                DiagnosisSeverity.Hint,
                sizes,
                $"Unused images take {HumanText.Size(images)}",
                "Run docker image prune (not docker system prune -a, which removes all images and the build cache)")
            : new Diagnosis("disk use", DiagnosisSeverity.Fine, sizes);
    }
}
