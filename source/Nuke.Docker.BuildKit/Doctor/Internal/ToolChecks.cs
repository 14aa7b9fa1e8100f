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
                "docker has no plugin buildx, or it doesn't say its version",
                "DockerBuild can't start it",
                "Install the package docker-buildx-plugin (Debian: docker-buildx)");
        }
        else if (buildx < FirstVersions.Buildx)
            yield return new Diagnosis("buildx", DiagnosisSeverity.Warning, $"{buildx} is installed", $"Reports need --progress=rawjson, which {FirstVersions.Buildx} brought", "Update buildx");
        else
        {
            yield return new Diagnosis(
                "buildx",
                DiagnosisSeverity.Fine,
                $"{buildx} is installed{(buildx < FirstVersions.LocalCacheReset ? $"; it drops reset=true of a local cache without a word, {FirstVersions.LocalCacheReset} is the first that doesn't" : "")}");
        }
    }

    public static IEnumerable<Diagnosis> Compose(DoctorFacts facts)
    {
        if (facts.StandaloneCompose is { } old && old < FirstVersions.ComposePlugin)
        {
            yield return new Diagnosis(
                "docker-compose",
                DiagnosisSeverity.Warning,
                $"{old} is in PATH",
                "Compose 1 has had no fixes since 2023; it takes the classic builder unless told otherwise, and ignores cache_to",
                facts.Versions.Compose is null ? "Install the plugin docker-compose-plugin, and write docker compose with a blank" : "Write docker compose with a blank: the plugin is installed");
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
                "docker has no plugin compose",
                "Targets that start services can't work; builds can",
                "Install the package docker-compose-plugin (Debian: docker-compose)");
        }
    }
}
