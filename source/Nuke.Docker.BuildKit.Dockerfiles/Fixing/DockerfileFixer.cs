using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>Mends what the linter finds, where that is safe: edits of the text, so that formatting and comments stay. What is mended stays mended: a second run changes nothing.</summary>
public static class DockerfileFixer
{
    // One finding at a time; nothing needs more rounds than a file has findings.
    private const int Rounds = 200;

    /// <summary>Mends a text.</summary>
    /// <param name="text">The Dockerfile.</param>
    /// <param name="path">Named in errors and in the diff.</param>
    /// <param name="context">What else is known: without the context's folder, nothing is moved whose inputs can't be seen. Null for nothing.</param>
    /// <exception cref="DockerfileParseException">BuildKit couldn't read it either.</exception>
    [Pure]
    public static FixReport Fix(string text, string path = "Dockerfile", LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dockerfile = Dockerfile.Parse(text, path);
        var done = new List<DockerfileFix>();
        var refused = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            if (Next(dockerfile, context ?? LintContext.None, refused) is not { } next)
                break;
            (dockerfile, var fix) = next;
            done.Add(fix);
        }

        var left = DockerfileLinter.Lint(dockerfile, context).Findings.Where(finding => finding.Rule.Severity != LintSeverity.Note);
        return new FixReport(path, text, dockerfile.Text, done) { Left = [.. left] };
    }

    /// <summary>Mends a file in memory; <see cref="FixReport.ToChange"/> is what <see cref="FileChanges.Write"/> writes.</summary>
    /// <inheritdoc cref="Fix"/>
    /// <exception cref="IOException">It can't be read, or isn't UTF-8: a change could damage what it says.</exception>
    public static FixReport FixFile(string path, LintContext? context = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Fix(FileChange.ReadText(path), path, context);
    }

    private static (Dockerfile Dockerfile, DockerfileFix Fix)? Next(Dockerfile dockerfile, LintContext context, HashSet<string> refused)
    {
        var subject = new LintSubject(dockerfile, context);
        var suppressions = new Suppressions(dockerfile);
        foreach (var proposal in Proposals.Of(subject))
        {
            var finding = new LintFinding(proposal.Rule, dockerfile.Path, proposal.Instruction.Lines, "");
            var key = $"{proposal.Rule.Id} {proposal.Instruction.Text}";
            if (suppressions.Apply(finding).Suppressed is not null || refused.Contains(key))
                continue;
            var text = TextEdit.Apply(dockerfile.Text, proposal.Edits);
            if (text != dockerfile.Text && Parse(text, dockerfile) is { } mended)
                return (mended, new DockerfileFix(proposal.Rule, proposal.Instruction.Lines.First, proposal.Description));
            refused.Add(key);
        }

        return null;
    }

    /// <returns>Null where the change would make matters worse.</returns>
    private static Dockerfile? Parse(string text, Dockerfile before)
    {
        try
        {
            var after = Dockerfile.Parse(text, before.Path);
            // One of before may show twice, as where a base image without a name begins two stages instead of one.
            return after.Problems.Select(problem => problem.Message).Except(before.Problems.Select(problem => problem.Message)).Any() ? null : after;
        }
        catch (DockerfileParseException)
        {
            return null;
        }
    }
}
