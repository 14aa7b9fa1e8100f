namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>An engine in a container, as on Proxmox.</summary>
internal static class ContainerChecks
{
    private const string Features = "On the Proxmox host: pct set ID --features nesting=1,keyctl=1, then pct reboot ID";

    public static IEnumerable<Diagnosis> Lxc(DoctorFacts facts)
    {
        if (facts.Container != "lxc")
            yield break;
        if (facts.Endpoint is null)
        {
            yield return new Diagnosis(
                "LXC",
                DiagnosisSeverity.Warning,
                "this machine is an LXC container, and no docker engine answers",
                "Docker starts in one only if the host lets containers nest",
                Features);
        }
        else if (facts.Engine is { StorageDriver: not "vfs" } engine)
        {
            yield return new Diagnosis("LXC", DiagnosisSeverity.Fine, $"this machine is an LXC container, and the engine works in it, with {engine.StorageDriver}");
        }
    }

    public static IEnumerable<Diagnosis> Storage(DoctorFacts facts)
    {
        if (facts.Engine is not { StorageDriver: "vfs" })
            yield break;
        yield return new Diagnosis(
            "storage",
            DiagnosisSeverity.Warning,
            "the engine keeps layers with vfs",
            "Each step copies the whole image: builds are slow, and the disk fills",
            facts.Container == "lxc"
                ? $"{Features}; a container whose disk is ZFS needs ZFS 2.2 for overlay"
                : "Put the engine's data on a file system that overlay can use: ext4, or xfs with ftype=1");
    }
}
