using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A possible fix of a finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Instruction">The instruction of the finding.</param>
/// <param name="Description">The fix, as an imperative.</param>
/// <param name="Edits">The changes of the text.</param>
internal sealed record Proposal(LintRule Rule, Instruction Instruction, string Description, IReadOnlyList<TextEdit> Edits)
{
    /// <summary>A condition that the fix needs and the files do not show, as a clause; <c>null</c> if there is none, so that it is safe.</summary>
    public string? Needs { get; init; }

    /// <summary>The intended changes of the image: paths, and those below them if they end in a slash.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The intended changes of the image's configuration: <c>User</c>, <c>Cmd</c>, <c>Entrypoint</c>, or <c>Env NAME</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
