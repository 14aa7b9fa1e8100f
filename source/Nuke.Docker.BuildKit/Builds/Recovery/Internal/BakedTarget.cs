using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>What the ladder knows of a bake's target.</summary>
/// <param name="Tags">The image's names.</param>
/// <param name="Situation">What of it can still be left out.</param>
/// <param name="Build">The target as a build of its own; <c>null</c> where only the file knows.</param>
internal sealed record BakedTarget(IReadOnlyList<string> Tags, RecoverySituation Situation, BuildxBuildSettings? Build = null);
