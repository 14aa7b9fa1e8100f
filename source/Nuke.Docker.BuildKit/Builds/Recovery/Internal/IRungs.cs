using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>What a rung means for a kind of build: what it still has, and what the next attempt leaves out.</summary>
internal interface IRungs
{
    RecoverySituation Situation { get; }

    /// <param name="decision">The rung.</param>
    /// <param name="fault">Why there is another attempt.</param>
    /// <param name="failed">The targets or services in whose part something failed. Empty: nobody knows, and all of them count.</param>
    /// <param name="withoutDamaged">Leaves out those imports that are known to be damaged.</param>
    void Apply(RecoveryDecision decision, DockerFault fault, IReadOnlyCollection<string> failed, Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged);
}
