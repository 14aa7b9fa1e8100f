using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of the engine and of the machine.</summary>
internal static class EngineRules
{
    public static DockerFault? Canceled(FaultEvidence evidence) =>
        evidence.ExitCode == (int)DockerFaultKind.Canceled || evidence.Error.EndsWith("context canceled", StringComparison.Ordinal)
            ? evidence.FaultElsewhere(
                DockerFaultKind.Canceled,
                evidence.Running is { } step ? $"The build was canceled in step {step.Name.Label}." : "The build was canceled.",
                "Run it again: steps that ended are cached.")
            : null;

    public static DockerFault? DiskFull(FaultEvidence evidence)
    {
        const string words = "no space left on device";
        var inStep = evidence.Vertex?.LastLines.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)) == true;
        // buildx's code for ResourceExhausted; gRPC counts a message that is too large among those, too.
        var isExhausted = evidence.ExitCode == 102 && !evidence.Says("larger than max");
        if (!evidence.Says(words) && !inStep && !isExhausted)
            return null;
        var path = evidence.Between("write /", ": no space") ?? evidence.Between("mkdir /", ": no space");
        return evidence.Fault(
            DockerFaultKind.DiskFull,
            evidence.Vertex is { Name.Kind: Progress.VertexKind.CacheExport }
                ? "There is no space left on the disk for the exported cache."
                : "There is no space left on the engine's disk.",
            "Look with `docker system df`, free space with `docker buildx prune` (it keeps what is in use) or delete an old cache folder. --no-cache would not help.")
            with
            {
                File = evidence.Excerpt?.File ?? (path is null ? null : "/" + path),
                OnlyExportFailed = evidence.OnlyExportFailed,
            };
    }

    public static DockerFault? Unavailable(FaultEvidence evidence)
    {
        if (evidence.SaysAny("permission denied while trying to connect to the Docker daemon", "dial unix", "docker.sock: connect: permission denied")
            && evidence.Says("permission denied"))
        {
            return evidence.FaultElsewhere(
                DockerFaultKind.EngineUnavailable,
                "The Docker engine is there, but this user may not talk to it.",
                "Join the group that owns the socket (`sudo usermod -aG docker $USER`, then log in again), or run an engine of your own.");
        }
        if (evidence.Says("no builder ") && evidence.Says(" found"))
        {
            return evidence.FaultElsewhere(
                DockerFaultKind.EngineUnavailable,
                $"There is no buildx builder named {evidence.Between("no builder \"", "\"") ?? "so"}.",
                "`docker buildx ls` lists the builders that exist; `docker buildx create --name NAME` makes one.");
        }
        return evidence.SaysAny("Cannot connect to the Docker daemon", "Is the docker daemon running", "error during connect", "failed to connect to the docker API", "no valid drivers found")
            ? evidence.FaultElsewhere(
                DockerFaultKind.EngineUnavailable,
                evidence.Between("Docker daemon at ", ". Is") is { } address ? $"No Docker engine answers at {address}." : "No Docker engine answers.",
                "Start the engine (`sudo systemctl start docker`, or Docker Desktop), or point DOCKER_HOST or the docker context at one that runs.") with { MayPass = true }
            : null;
    }

    public static DockerFault? Lost(FaultEvidence evidence) =>
        evidence.SaysAny("failed to receive status", "graceful_stop", "no active session", "error reading from server: EOF", "transport is closing")
            ? evidence.FaultElsewhere(
                DockerFaultKind.EngineLost,
                evidence.Running is { } step ? $"The engine went away during step {step.Name.Label}." : "The engine went away during the build.",
                "See in the engine's log why it ended (`journalctl -u docker`; often memory), start it, and run the build again: steps that ended are cached.") with { MayPass = true }
            : null;

    public static DockerFault? SolverFlake(FaultEvidence evidence) =>
        evidence.ExitCode == 100 || evidence.SaysAny("inconsistent graph state", "failed to get state for index", "inactive parent")
            ? evidence.FaultElsewhere(
                DockerFaultKind.SolverFlake,
                "BuildKit's solver lost track of its own build graph. Your files are not the reason.",
                "Run the same command again; if it stays, restart the engine.") with { MayPass = true }
            : null;
}
