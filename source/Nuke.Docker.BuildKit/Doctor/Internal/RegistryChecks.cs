namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class RegistryChecks
{
    /// <summary>Reports registries of base images that the engine can't reach.</summary>
    public static IEnumerable<Diagnosis> Unreachable(DoctorFacts facts)
    {
        foreach (var registry in facts.UnreachableRegistries)
        {
            var found = $"the engine can't reach {registry.Registry}: {registry.Reason}";
            yield return registry.Missing.Count > 0
                ? new Diagnosis(
                    "registry",
                    DiagnosisSeverity.Warning,
                    found,
                    $"Builds that pull {string.Join(", ", registry.Missing)} fail",
                    "Check the engine's network and proxy, add registry-mirrors to daemon.json, or name an image that can be reached, as in "
                    + "--build-arg PYTHON_IMAGE=mirror.example.com/python:3.13-slim if the Dockerfile has such an argument")
                : new Diagnosis(
                    "registry",
                    DiagnosisSeverity.Hint,
                    found,
                    $"Builds take {string.Join(", ", registry.Images)} from the engine, and never a newer version",
                    "Check the engine's network and proxy, or add registry-mirrors to daemon.json");
        }
    }
}
