using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>
/// Fixes findings of the linter. It applies fixes that depend on nothing but the files, and proposes the others. It edits the text, so that formatting
/// and comments stay. A second run changes nothing.
/// </summary>
public static class DockerfileFixer
{
    // Each round fixes one finding, so that a file needs no more rounds than it has findings.
    private const int Rounds = 200;

    /// <summary>Fixes the text of a Dockerfile.</summary>
    /// <param name="text">The content of the Dockerfile.</param>
    /// <param name="path">The path in messages and in the diff.</param>
    /// <param name="context">
    /// The context of the build; <c>null</c> if unknown. Without its directory, steps whose input files are unknown are not moved.
    /// </param>
    /// <exception cref="DockerfileParseException">The text is not a Dockerfile that BuildKit can read.</exception>
    [Pure]
    public static FixReport Fix(string text, string path = "Dockerfile", LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fix(text, path, [context ?? LintContext.None], fix => fix.Needs is null);
    }

    /// <summary>Fixes a Dockerfile that is built in several ways, one after the other.</summary>
    /// <param name="text">The content of the Dockerfile.</param>
    /// <param name="path">The path in messages and in the diff.</param>
    /// <param name="contexts">The targets and contexts.</param>
    /// <param name="accepts">Decides about each fix; fixes that it does not accept are proposed.</param>
    internal static FixReport Fix(string text, string path, IReadOnlyList<LintContext> contexts, Func<DockerfileFix, bool> accepts)
    {
        var done = Apply(text, path, contexts, accepts);
        var all = Apply(done.Text, path, contexts, _ => true).Fixes;
        var left = contexts.SelectMany(context => DockerfileLinter.Lint(Dockerfile.Parse(done.Text, path), context).Findings)
            .Where(finding => finding.Rule.Severity != LintSeverity.Note)
            .Distinct();
        return new FixReport(path, text, done.Text, done.Fixes) { Proposed = all, Left = [.. left] };
    }

    private static (string Text, IReadOnlyList<DockerfileFix> Fixes) Apply(
        string text, string path, IReadOnlyList<LintContext> contexts, Func<DockerfileFix, bool> accepts)
    {
        var dockerfile = Dockerfile.Parse(text, path);
        var done = new List<DockerfileFix>();
        foreach (var context in contexts)
        {
            var refused = new HashSet<string>();
            for (var round = 0; round < Rounds; round++)
            {
                if (Next(dockerfile, context, accepts, refused) is not { } next)
                    break;
                (dockerfile, var fix) = next;
                done.Add(fix);
            }
        }

        return (dockerfile.Text, done);
    }

    /// <summary>Fixes a file in memory. <see cref="FileChanges.Write"/> writes the result of <see cref="FixReport.ToChange"/>.</summary>
    /// <inheritdoc cref="Fix(string, string, LintContext?)"/>
    /// <exception cref="IOException">The file cannot be read, or is not UTF-8, so that a change could damage it.</exception>
    public static FixReport FixFile(string path, LintContext? context = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Fix(FileChange.ReadText(path), path, context);
    }

    private static (Dockerfile Dockerfile, DockerfileFix Fix)? Next(
        Dockerfile dockerfile, LintContext context, Func<DockerfileFix, bool> accepts, HashSet<string> refused)
    {
        var subject = new LintSubject(dockerfile, context);
        foreach (var proposal in RuleCatalog.All.SelectMany(rule => rule.Fix(subject)))
        {
            var finding = new LintFinding(proposal.Rule, dockerfile.Path, proposal.Instruction.Lines, "");
            var key = $"{proposal.Rule.Id} {proposal.Instruction.Text}";
            if (subject.Suppressions.Apply(finding).Suppressed is not null || refused.Contains(key))
                continue;
            var fix = new DockerfileFix(proposal.Rule, proposal.Instruction.Lines.First, proposal.Description)
            {
                Needs = proposal.Needs,
                Paths = proposal.Paths,
                Settings = proposal.Settings,
            };
            if (!accepts(fix))
                continue;
            var text = TextEdit.Apply(dockerfile.Text, proposal.Edits);
            if (text != dockerfile.Text && Parse(text, dockerfile) is { } changed)
                return (changed, fix);
            refused.Add(key);
        }

        return null;
    }

    // Returns null if the change would add problems.
    private static Dockerfile? Parse(string text, Dockerfile before)
    {
        try
        {
            var after = Dockerfile.Parse(text, before.Path);
            // A known problem may occur more often: a base image from an argument may begin two stages instead of one.
            var added = after.Problems.Select(problem => problem.Message).Except(before.Problems.Select(problem => problem.Message));
            return added.Any() ? null : after;
        }
        catch (DockerfileParseException)
        {
            return null;
        }
    }
}
