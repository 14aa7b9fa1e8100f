using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of what is made of a result.</summary>
internal static class ResultRules
{
    public static DockerFault? PushFailed(FaultEvidence evidence) =>
        evidence.Says("failed to push ")
            ? evidence.FaultElsewhere(
                DockerFaultKind.PushFailed,
                $"The image was built, but {evidence.Between("failed to push ", ": ") ?? "it"} could not be pushed.",
                evidence.SaysAny("unauthorized", "access denied", "access to the resource is denied", "no basic auth", "403 Forbidden")
                    ? "Log in with `docker login` as a user who may push there."
                    : "See whether the registry can be reached from the engine and run the build again: all steps are cached.")
            : null;
}
