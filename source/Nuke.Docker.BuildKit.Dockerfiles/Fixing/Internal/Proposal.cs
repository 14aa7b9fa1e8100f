using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>What might be done about a finding.</summary>
internal sealed record Proposal(LintRule Rule, Instruction Instruction, string Description, IReadOnlyList<TextEdit> Edits);
