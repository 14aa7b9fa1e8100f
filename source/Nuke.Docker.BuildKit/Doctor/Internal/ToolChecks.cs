using Nuke.Docker.BuildKit.Commands.Versions.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class ToolChecks
{
    public static IEnumerable<Diagnosis> Buildx(DoctorFacts facts)
    {
        if (!facts.LookedForPlugins)
            yield break;
        if (facts.Versions.Buildx is not { } buildx)
        {
            yield return new Diagnosis(
                "buildx",
                DiagnosisSeverity.Error,
                "docker has no buildx plugin, or it does not report its version",
                "DockerBuild needs it",
                "Install the package docker-buildx-plugin (Debian: docker-buildx)");
        }
        else if (buildx < FirstVersions.Buildx)
            yield return new Diagnosis(
                "buildx",
                DiagnosisSeverity.Warning,
                $"{buildx} is installed",
                $"Reports need --progress=rawjson, which buildx {FirstVersions.Buildx} introduced",
                "Update buildx");
        else
        {
            var note = buildx < FirstVersions.LocalCacheReset
                ? $"; it silently ignores reset=true of a local cache, which needs {FirstVersions.LocalCacheReset}"
                : "";
            yield return new Diagnosis("buildx", DiagnosisSeverity.Fine, $"{buildx} is installed{note}");
        }
    }

    public static IEnumerable<Diagnosis> Compose(DoctorFacts facts)
    {
        if (facts.StandaloneCompose is { } old && old < FirstVersions.ComposePlugin)
        {
            yield return new Diagnosis(
                "docker-compose",
                DiagnosisSeverity.Warning,
                $"{old} is on PATH",
                "Compose 1 has had no fixes since 2023, uses the classic builder by default, and ignores cache_to",
                facts.Versions.Compose is null
                    ? "Install the plugin docker-compose-plugin, and use docker compose instead of docker-compose"
                    : "Use docker compose instead of docker-compose: the plugin is installed");
        }

        if (!facts.LookedForPlugins)
            yield break;
        if (facts.Versions.Compose is { } compose)
            yield return new Diagnosis("compose", DiagnosisSeverity.Fine, $"{compose} is installed");
        else
        {
            yield return new Diagnosis(
                "compose",
                DiagnosisSeverity.Hint,
                "docker has no compose plugin",
                "Targets that start services fail; builds are not affected",
                "Install the package docker-compose-plugin (Debian: docker-compose)");
        }
    }
}
