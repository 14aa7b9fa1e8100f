using Nuke.Docker.BuildKit.Commands.Versions.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class EngineChecks
{
    public static IEnumerable<Diagnosis> Engine(DoctorFacts facts)
    {
        if (facts.Endpoint is { } endpoint)
        {
            yield return new Diagnosis("engine", DiagnosisSeverity.Fine, $"{facts.Engine?.ServerVersion ?? facts.Versions.Engine?.ToString() ?? "one"} answers at {endpoint}");
            yield break;
        }

        yield return facts.NoPrivateEngine is { } reason
            ? new Diagnosis(
                "engine",
                DiagnosisSeverity.Error,
                "no docker engine answers",
                $"Nothing can be built, and a private engine can't be started: {reason.TrimEnd('.')}",
                "Start docker, or set DOCKER_HOST")
            : new Diagnosis("engine", DiagnosisSeverity.Hint, "no docker engine answers", "DockerBuild starts a private one", "Start docker if you have it");
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
                "A plain docker build knows neither RUN --mount nor an exported cache; DockerBuild uses buildx and isn't concerned",
                facts.Versions.Engine < FirstVersions.BuildKitByDefault ? "Update docker to 23 or newer, or set DOCKER_BUILDKIT=1" : "Take \"features\": {\"buildkit\": false} out of daemon.json");
        }
    }

    public static IEnumerable<Diagnosis> Mounts(DoctorFacts facts)
    {
        if (facts.Ping is null || facts.Versions.Engine is not { } engine)
            yield break;
        if (facts.Engine?.OsType == "windows")
            yield return new Diagnosis("RUN --mount", DiagnosisSeverity.Error, "the engine runs Windows containers", "They have no BuildKit", "Switch Docker Desktop to Linux containers");
        else if (engine < FirstVersions.RunMounts)
        {
            yield return new Diagnosis(
                "RUN --mount",
                DiagnosisSeverity.Error,
                $"docker {engine} reads Dockerfiles of before RUN --mount",
                "A step with a cache mount ends in 'unknown flag: mount'",
                "Update docker to 20.10 or newer, or put # syntax=docker/dockerfile:1 into the Dockerfile's first line");
        }
        else
            yield return new Diagnosis("RUN --mount", DiagnosisSeverity.Fine, $"docker {engine} knows it");
    }

    public static IEnumerable<Diagnosis> Variables(DoctorFacts facts)
    {
        var value = facts.Environment.GetValueOrDefault("DOCKER_BUILDKIT");
        // As Go reads a truth value.
        if (value is "0" or "f" or "F" or "false" or "False" or "FALSE")
        {
            yield return new Diagnosis(
                "DOCKER_BUILDKIT",
                DiagnosisSeverity.Warning,
                $"it is {value}",
                "docker build and old compose take the classic builder, which knows neither RUN --mount nor an exported cache",
                "Unset it");
        }
        else if (!string.IsNullOrEmpty(value) && facts.Ping is { BuildKitIsDefault: true })
        {
            yield return new Diagnosis(
                "DOCKER_BUILDKIT",
                DiagnosisSeverity.Hint,
                $"it is {value}",
                "It changes nothing: BuildKit is the default since docker 23, and docker pull and push never looked at it",
                "Unset it");
        }

        if (facts.Environment.GetValueOrDefault("DOCKER_CLI_EXPERIMENTAL") is { Length: > 0 })
            yield return new Diagnosis("DOCKER_CLI_EXPERIMENTAL", DiagnosisSeverity.Hint, "it is set", "Nobody reads it since docker 23", "Unset it");
        if (facts.Environment.GetValueOrDefault("COMPOSE_DOCKER_CLI_BUILD") is { Length: > 0 })
            yield return new Diagnosis("COMPOSE_DOCKER_CLI_BUILD", DiagnosisSeverity.Hint, "it is set", "Only compose 1 reads it", "Unset it");
    }
}
