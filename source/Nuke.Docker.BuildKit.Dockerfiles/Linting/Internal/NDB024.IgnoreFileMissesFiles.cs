using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed partial class IgnoreFileMissesFiles() : DockerfileRule(new("NDB024", LintSeverity.Warning)
{
    Cause = "the whole context is copied, and the ignore file does not exclude secrets or leftovers",
    Cost = "they are copied into the image, and each change of them runs the step again",
    Cure = "write **/ before names that may occur in any directory, and add the missing lines",
    Notes = """
        ```
        **/__pycache__
        **/*.py[cod]
        **/.env
        **/.venv
        ```

        Unlike in `.gitignore`, a pattern is relative to the root of the context: `__pycache__` excludes only the one in the root, and
        `app/__pycache__` is copied. `#` begins a comment only in the first column: `*.log # logs` is one pattern. The rule reports only files that exist.
        """,
    Fixer = "adds lines, and leaves existing lines unchanged.",
})
{
    private const int Shown = 4;

    public override bool IsFixedInIgnoreFile => true;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (subject.Context is { IgnoreFile: { } file, Ignore.File.Rules: { IsDefaultOrEmpty: false } rules })
        {
            foreach (var rule in rules.Where(rule => Comment().IsMatch(rule.Text)))
            {
                var pattern = Comment().Split(rule.Text, 2)[0];
                var message = $"'{rule.Text}' is one pattern, because a comment must begin its line; write {pattern} and the comment in two lines";
                yield return new LintFinding(Rule, file, new DockerfileLines(rule.Line, rule.Line), message);
            }
        }

        if (subject.WholeCopy() is not { } copy || subject.Context.IgnoreFile is null)
            yield break;
        var missed = Missed(subject).ToArray();
        foreach (var group in missed.Where(missed => missed.Anchored is not null).GroupBy(missed => missed.Anchored!))
        {
            var advice = group.First().Advice;
            var place = IgnoreFiles.Place(subject, group.Key);
            yield return Found(subject, copy, $"{place} applies only to the root, and {advice.Example} is copied; write {advice.Line}");
        }

        var rest = missed.Where(missed => missed.Anchored is null).Select(missed => missed.Advice).ToArray();
        if (rest.Length > 0)
        {
            var examples = string.Join(", ", rest.Take(Shown).Select(advice => $"{advice.Example} ({advice.Reason})"));
            var more = rest.Length > Shown ? $" and {rest.Length - Shown} more kinds of files" : "";
            var lines = string.Join(", ", rest.Take(Shown).Select(advice => advice.Line));
            yield return Found(subject, copy, $"the ignore file does not exclude {examples}{more}; add {lines}");
        }
    }

    [GeneratedRegex(@"[ \t]+#", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();

    // Secrets and leftovers that are copied, each with the line that was meant to exclude it.
    private static IEnumerable<(ContextAdvice Advice, DockerignoreRule? Anchored)> Missed(LintSubject subject) =>
        subject.Context is { Ignore: { } matcher, Sent.Value.Listing: { } listing }
            ? ContextAdvisor.Of(listing)
                .Where(advice => advice.Kind != ContextAdviceKind.Big)
                .Select(advice => (advice, matcher.AnchoredFor(advice.Example)))
            : [];
}
