namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks an engine inside an LXC container, as on Proxmox.</summary>
internal static class ContainerChecks
{
    private const string Features = "On the Proxmox host, run pct set ID --features nesting=1,keyctl=1, then pct reboot ID";

    public static IEnumerable<Diagnosis> Lxc(DoctorFacts facts)
    {
        if (facts.Container != "lxc")
            yield break;
        if (facts.Endpoint is null)
        {
            yield return new Diagnosis(
                "LXC",
                DiagnosisSeverity.Warning,
                "this machine is an LXC container, and no docker engine responds",
                "Docker starts in a container only if the host allows nesting",
                Features);
        }
        else if (facts.Engine is { StorageDriver: not "vfs" } engine)
        {
            yield return new Diagnosis(
                "LXC", DiagnosisSeverity.Fine, $"this machine is an LXC container, and the engine works in it with {engine.StorageDriver}");
        }
    }

    public static IEnumerable<Diagnosis> Storage(DoctorFacts facts)
    {
        if (facts.Engine is not { StorageDriver: "vfs" })
            yield break;
        yield return new Diagnosis(
            "storage",
            DiagnosisSeverity.Warning,
            "the engine stores layers with vfs",
            "Each step copies the whole image: builds are slow and fill the disk",
            facts.Container == "lxc"
                ? $"{Features}; a container on ZFS needs ZFS 2.2 for overlay"
                : "Move the engine's data to a file system that supports overlay: ext4, or xfs with ftype=1");
    }
}
