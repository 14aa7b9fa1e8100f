using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A fix of a finding.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Line">The line, from 1, in the text before this fix.</param>
/// <param name="Description">The change, as an imperative: <c>remove --no-cache-dir</c>.</param>
public sealed record DockerfileFix(LintRule Rule, int Line, string Description);
