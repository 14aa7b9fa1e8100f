namespace Nuke.Docker.BuildKit.Recovery.Internal;

/// <summary>What the ladder knows of a bake's target.</summary>
/// <param name="Tags">The image's names.</param>
/// <param name="Situation">What of it can still be left out.</param>
internal sealed record BakedTarget(IReadOnlyList<string> Tags, RecoverySituation Situation);
