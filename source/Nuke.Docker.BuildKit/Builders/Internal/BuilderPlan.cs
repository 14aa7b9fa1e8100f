using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builders.Internal;

/// <summary>A command that changes a builder.</summary>
/// <param name="Text">The action, as an imperative without a full stop.</param>
/// <param name="Command">The command.</param>
internal sealed record BuilderStep(string Text, DockerSettings Command);

/// <summary>The commands that make a builder as described.</summary>
/// <param name="Steps">The commands, in order; empty if it is as described.</param>
/// <param name="Differences">Differences that only creating it again removes. With any, <paramref name="Steps"/> is empty.</param>
/// <param name="Notes">Observations that change nothing, as sentences.</param>
internal sealed record BuilderPlan(ImmutableArray<BuilderStep> Steps, ImmutableArray<string> Differences, ImmutableArray<string> Notes);
