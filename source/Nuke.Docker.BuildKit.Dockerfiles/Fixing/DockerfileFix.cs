using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>A fix of a finding.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Line">The line, from 1, in the text before this fix.</param>
/// <param name="Description">The change, as an imperative: <c>remove --no-cache-dir</c>.</param>
public sealed record DockerfileFix(LintRule Rule, int Line, string Description)
{
    /// <summary>
    /// A condition that the fix needs and the files do not show, as a clause: <c>the lock file must be up to date</c>. Such a fix is proposed, not
    /// applied. <c>null</c> if there is none: the fix is applied without proof.
    /// </summary>
    public string? Needs { get; init; }

    /// <summary>The paths of the image that the fix intends to change, and those below them if they end in a slash.</summary>
    internal IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The settings of the image that the fix intends to change: <c>User</c>, <c>Cmd</c>, <c>Entrypoint</c>, or <c>Env NAME</c>.</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Identifies the fix in all its combinations with others.</summary>
    internal string Key => $"{Rule.Id} {Description}";
}
