using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class FromAsCasing() : DockerfileRule(new("NDB021", LintSeverity.Note)
{
    Cause = "FROM and AS differ in case",
    Cost = "BuildKit prints a warning in each build",
    Cure = "write both in upper case",
    Fixer = "writes `AS` in the case of `FROM`.",
    BuildKitCheck = "FromAsCasing",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => Violations(subject)
        .Select(from => Found(subject, from.As!.Span, $"'{from.As!.Text}' and '{from.Source.Keyword.Text}' differ in case; write both in the same case"));

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        foreach (var from in Violations(subject))
        {
            var upper = !from.Source.Keyword.Text.Any(char.IsLower);
            yield return Propose(from, "write AS in the case of FROM", new TextEdit(from.As!.Span.Start, from.As.Span.Length, upper ? "AS" : "as"));
        }
    }

    private static IEnumerable<FromInstruction> Violations(LintSubject subject) => subject.Dockerfile.Stages
        .Select(stage => stage.From)
        .Where(from => from.As is { } alias && Differ(from.Source.Keyword.Text, alias.Text));

    private static bool Differ(string from, string alias) =>
        !from.Any(char.IsLower) ? alias.Any(char.IsLower) : !from.Any(char.IsUpper) && alias.Any(char.IsUpper);
}
