using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of the engine and the machine.</summary>
internal static class EngineRules
{
    public static DockerFault? Canceled(FaultEvidence evidence) =>
        evidence.ExitCode == (int)DockerFaultKind.Canceled || evidence.Error.EndsWith("context canceled", StringComparison.Ordinal)
            ? evidence.FaultElsewhere(
                DockerFaultKind.Canceled,
                evidence.Running is { } step ? $"The build was canceled in step {step.Name.Label}." : "The build was canceled.",
                "Run it again: completed steps are cached.")
            : null;

    public static DockerFault? DiskFull(FaultEvidence evidence)
    {
        const string words = "no space left on device";
        var inStep = evidence.Vertex?.LastLines.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)) == true;
        // buildx exits with 102 for ResourceExhausted. gRPC uses that for a message that is too large, too.
        var isExhausted = evidence.ExitCode == 102 && !evidence.Says("larger than max");
        if (!evidence.Says(words) && !inStep && !isExhausted)
            return null;
        var path = evidence.Between("write /", ": no space") ?? evidence.Between("mkdir /", ": no space");
        var fault = evidence.Fault(
            DockerFaultKind.DiskFull,
            evidence.Vertex is { Name.Kind: VertexKind.CacheExport }
                ? "The disk of the exported cache has no space left."
                : "The disk of the engine has no space left.",
            "Run `docker system df` to see the usage. Free space with `docker buildx prune`, which keeps what is in use, or delete an old cache "
            + "folder. --no-cache does not help.");
        return fault with
        {
            File = evidence.Excerpt?.File ?? (path is null ? null : "/" + path),
            OnlyExportFailed = evidence.OnlyExportFailed,
        };
    }

    public static DockerFault? Unavailable(FaultEvidence evidence)
    {
        if (evidence.Says("permission denied") && IsConnectionDenied(evidence))
        {
            return evidence.FaultElsewhere(
                DockerFaultKind.EngineUnavailable,
                "This user has no permission to connect to the Docker engine.",
                "Join the group that owns the socket (`sudo usermod -aG docker $USER`, then log in again), or run an engine of your own.");
        }
        if (evidence.Says("no builder ") && evidence.Says(" found"))
        {
            return evidence.FaultElsewhere(
                DockerFaultKind.EngineUnavailable,
                evidence.Between("no builder \"", "\"") is { } builder
                    ? $"There is no buildx builder named {builder}."
                    : "There is no such buildx builder.",
                "List the builders with `docker buildx ls`, or create one with `docker buildx create --name NAME`.");
        }
        if (!IsUnreachable(evidence))
            return null;
        var fault = evidence.FaultElsewhere(
            DockerFaultKind.EngineUnavailable,
            evidence.Between("Docker daemon at ", ". Is") is { } address ? $"No Docker engine responds at {address}." : "No Docker engine responds.",
            "Start the engine (`sudo systemctl start docker`, or Docker Desktop), or set DOCKER_HOST or the docker context to a running one.");
        return fault with { MayPass = true };
    }

    /// <summary>A builder of its own: the container of a builder doesn't start, or a remote builder doesn't respond.</summary>
    public static DockerFault? BuilderUnavailable(FaultEvidence evidence)
    {
        var isBooting = evidence.Vertex?.Name.Text == "[internal] booting buildkit";
        if (!isBooting && evidence.Vertex?.Name.Text != "[internal] waiting for connection")
            return null;
        return evidence.FaultElsewhere(
            DockerFaultKind.EngineUnavailable,
            $"The builder {(isBooting ? "can't be started" : "doesn't respond")}: {HumanText.ShortenMiddle(evidence.Error, 300)}.",
            "Choose another builder with `docker buildx use` or BUILDX_BUILDER, or correct this one. `docker buildx ls` lists them, and "
            + "`docker buildx inspect --bootstrap` tries to start it.");
    }

    public static DockerFault? Lost(FaultEvidence evidence)
    {
        if (!evidence.SaysAny("failed to receive status", "graceful_stop", "no active session", "error reading from server: EOF", "transport is closing"))
            return null;
        var fault = evidence.FaultElsewhere(
            DockerFaultKind.EngineLost,
            evidence.Running is { } step
                ? $"The connection to the engine was lost during step {step.Name.Label}."
                : "The connection to the engine was lost during the build.",
            "Check the log of the engine (`journalctl -u docker`); it often runs out of memory. Start it, and run the build again: completed steps "
            + "are cached.");
        return fault with { MayPass = true };
    }

    public static DockerFault? SolverFlake(FaultEvidence evidence)
    {
        var isKnown = evidence.SaysAny("inconsistent graph state", "failed to get state for index", "inactive parent");
        // buildx exits with 100 for every internal error of gRPC, whatever its cause.
        if (evidence.ExitCode != 100 && !isKnown)
            return null;
        var fault = isKnown
            ? evidence.FaultElsewhere(
                DockerFaultKind.SolverFlake,
                "BuildKit internal solver error. Your files are not the cause.",
                "Run the same command again. If the error persists, restart the engine.")
            : evidence.FaultElsewhere(
                DockerFaultKind.SolverFlake,
                $"BuildKit failed with an internal error: {HumanText.ShortenMiddle(evidence.Error, 200)}. The cause is not known.",
                "Run the same command again. If the error persists, leave out one setting or instruction at a time to find the one that causes it.");
        return fault with { MayPass = true };
    }

    private static bool IsConnectionDenied(FaultEvidence evidence) => evidence.SaysAny(
        "permission denied while trying to connect to the Docker daemon",
        "dial unix",
        "docker.sock: connect: permission denied");

    private static bool IsUnreachable(FaultEvidence evidence) => evidence.SaysAny(
        "Cannot connect to the Docker daemon",
        "Is the docker daemon running",
        "error during connect",
        "failed to connect to the docker API",
        "no valid drivers found");
}
