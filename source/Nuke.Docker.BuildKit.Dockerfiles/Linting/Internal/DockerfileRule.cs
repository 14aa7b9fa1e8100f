using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A rule of the linter: its documentation, its check and, for some, its fix. The name of the class is the name of the rule.</summary>
/// <remarks>To add a rule, derive a class and list it in <see cref="RuleCatalog"/>. The tests check the rest.</remarks>
internal abstract class DockerfileRule
{
    protected DockerfileRule(RuleText text)
    {
        Text = text;
        var name = GetType().Name;
        Rule = new LintRule(text.Id, name, text.Severity, text.Cause, text.Cost, text.Cure, RulesPage.UrlOf(text.Id), text.Fixer is not null);
    }

    public RuleText Text { get; }

    public LintRule Rule { get; }

    /// <summary>True if the findings are fixed by adding lines to the ignore file instead of editing the Dockerfile.</summary>
    public virtual bool IsFixedInIgnoreFile => false;

    /// <summary>Finds the violations of this rule.</summary>
    public abstract IEnumerable<LintFinding> Check(LintSubject subject);

    /// <summary>Returns the edits that fix violations. The fixer applies the first, and asks again.</summary>
    public virtual IEnumerable<Proposal> Fix(LintSubject subject) => [];

    protected LintFinding Found(LintSubject subject, Instruction instruction, string message) =>
        new(Rule, subject.Dockerfile.Path, instruction.Lines, message) { Span = instruction.Span };

    protected LintFinding Found(LintSubject subject, SourceSpan span, string message) =>
        new(Rule, subject.Dockerfile.Path, new DockerfileLines(span.Line, Math.Max(span.Line, span.EndLine)), message) { Span = span };

    protected Proposal Propose(Instruction instruction, string description, params IReadOnlyList<TextEdit> edits) => new(Rule, instruction, description, edits);
}
