using Nuke.Docker.BuildKit.Commands.Versions.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class EngineChecks
{
    public static IEnumerable<Diagnosis> Engine(DoctorFacts facts)
    {
        if (facts.Endpoint is { } endpoint)
        {
            var version = facts.Engine?.ServerVersion ?? facts.Versions.Engine?.ToString();
            yield return new Diagnosis("engine", DiagnosisSeverity.Fine, $"{(version is null ? "an engine" : $"docker {version}")} responds at {endpoint}");
            yield break;
        }

        yield return facts.NoPrivateEngine is { } reason
            ? new Diagnosis(
                "engine",
                DiagnosisSeverity.Error,
                "no docker engine responds",
                $"Builds are impossible, and no private engine can be started: {reason.TrimEnd('.')}",
                "Start docker, or set DOCKER_HOST")
            : new Diagnosis("engine", DiagnosisSeverity.Hint, "no docker engine responds", "DockerBuild starts a private one", "Start docker if you have it");
    }

    public static IEnumerable<Diagnosis> BuildKit(DoctorFacts facts)
    {
        if (facts.Ping is not { } ping)
            yield break;
        if (ping.BuildKitIsDefault)
            yield return new Diagnosis("BuildKit", DiagnosisSeverity.Fine, "it is the engine's default builder");
        else
        {
            yield return new Diagnosis(
                "BuildKit",
                DiagnosisSeverity.Warning,
                "the engine's default is the classic builder",
                "A plain docker build supports neither RUN --mount nor cache export; DockerBuild uses buildx and is not affected",
                facts.Versions.Engine < FirstVersions.BuildKitByDefault
                    ? "Update docker to 23 or newer, or set DOCKER_BUILDKIT=1"
                    : "Remove \"features\": {\"buildkit\": false} from daemon.json");
        }
    }

    public static IEnumerable<Diagnosis> Mounts(DoctorFacts facts)
    {
        if (facts.Ping is null || facts.Versions.Engine is not { } engine)
            yield break;
        if (facts.Engine?.OsType == "windows")
            yield return new Diagnosis(
                "RUN --mount",
                DiagnosisSeverity.Error,
                "the engine runs Windows containers",
                "BuildKit does not support them",
                "Switch Docker Desktop to Linux containers");
        else if (engine < FirstVersions.RunMounts)
        {
            yield return new Diagnosis(
                "RUN --mount",
                DiagnosisSeverity.Error,
                $"docker {engine} does not support RUN --mount",
                "Steps with a cache mount fail with 'unknown flag: mount'",
                "Update docker to 20.10 or newer, or make # syntax=docker/dockerfile:1 the first line of the Dockerfile");
        }
        else
            yield return new Diagnosis("RUN --mount", DiagnosisSeverity.Fine, $"docker {engine} supports it");
    }

    public static IEnumerable<Diagnosis> Variables(DoctorFacts facts)
    {
        var value = facts.Environment.GetValueOrDefault("DOCKER_BUILDKIT");
        // Boolean values as Go parses them.
        if (value is "0" or "f" or "F" or "false" or "False" or "FALSE")
        {
            yield return new Diagnosis(
                "DOCKER_BUILDKIT",
                DiagnosisSeverity.Warning,
                $"it is {value}",
                "docker build and old versions of compose use the classic builder, which supports neither RUN --mount nor cache export",
                "Unset it");
        }
        else if (!string.IsNullOrEmpty(value) && facts.Ping is { BuildKitIsDefault: true })
        {
            yield return new Diagnosis(
                "DOCKER_BUILDKIT",
                DiagnosisSeverity.Hint,
                $"it is {value}",
                "It has no effect: BuildKit is the default since docker 23, and docker pull and push never used it",
                "Unset it");
        }

        if (facts.Environment.GetValueOrDefault("DOCKER_CLI_EXPERIMENTAL") is { Length: > 0 })
            yield return new Diagnosis("DOCKER_CLI_EXPERIMENTAL", DiagnosisSeverity.Hint, "it is set", "It has no effect since docker 23", "Unset it");
        if (facts.Environment.GetValueOrDefault("COMPOSE_DOCKER_CLI_BUILD") is { Length: > 0 })
            yield return new Diagnosis("COMPOSE_DOCKER_CLI_BUILD", DiagnosisSeverity.Hint, "it is set", "Only compose 1 uses it", "Unset it");
    }
}
