using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults after the build: the result is there, but can't be delivered.</summary>
internal static class ResultRules
{
    public static DockerFault? PushFailed(FaultEvidence evidence)
    {
        if (!evidence.Says("failed to push "))
            return null;
        return evidence.FaultElsewhere(
            DockerFaultKind.PushFailed,
            $"The image was built, but {evidence.Between("failed to push ", ": ") ?? "it"} could not be pushed"
                + $"{(RegistryRefusal.Reason(evidence) is { } reason ? $": {reason}" : "")}.",
            RegistryRefusal.Cure(evidence, isCache: false)
                ?? "Check whether the engine can reach the registry, and run the build again: all steps are cached.");
    }
}
