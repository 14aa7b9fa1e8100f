using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A finding mended.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Line">Where, in the text as it stood when this fix was made.</param>
/// <param name="Description">What was done, for a person.</param>
public sealed record DockerfileFix(LintRule Rule, int Line, string Description);
