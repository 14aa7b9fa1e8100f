using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A possible fix of a finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Instruction">The instruction of the finding.</param>
/// <param name="Description">The fix, as an imperative.</param>
/// <param name="Edits">The changes of the text.</param>
internal sealed record Proposal(LintRule Rule, Instruction Instruction, string Description, IReadOnlyList<TextEdit> Edits);
