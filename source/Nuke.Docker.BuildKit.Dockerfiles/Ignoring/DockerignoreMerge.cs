using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The result of adding a template to an ignore file.</summary>
/// <param name="Text">The new text; the old one if no line was missing.</param>
/// <param name="Added">The added lines.</param>
/// <param name="LeftOut">Lines that were not added, because a line of the user includes the files that they would exclude.</param>
public sealed record DockerignoreMerge(string Text, ImmutableArray<string> Added, ImmutableArray<string> LeftOut);
