using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults after the build: the result is there, but can't be delivered.</summary>
internal static class ResultRules
{
    public static DockerFault? PushFailed(FaultEvidence evidence)
    {
        if (!evidence.Says("failed to push "))
            return null;
        var denied = evidence.SaysAny("unauthorized", "access denied", "access to the resource is denied", "no basic auth", "403 Forbidden");
        return evidence.FaultElsewhere(
            DockerFaultKind.PushFailed,
            $"The image was built, but {evidence.Between("failed to push ", ": ") ?? "it"} could not be pushed.",
            denied
                ? "Log in with `docker login` as a user who may push to this repository."
                : "Check whether the engine can reach the registry, and run the build again: all steps are cached.");
    }
}
