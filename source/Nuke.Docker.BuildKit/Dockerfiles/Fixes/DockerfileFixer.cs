using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Fixes.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Rules;
using Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;
using Nuke.Docker.BuildKit.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixes;

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

        return new FixReport(path, text, dockerfile.Text, done);
    }

    /// <summary>Mends a file in memory; <see cref="Write"/> changes it.</summary>
    /// <inheritdoc cref="Fix"/>
    /// <exception cref="InvalidDataException">It isn't UTF-8: a change could damage what it says.</exception>
    public static FixReport FixFile(string path, LintContext? context = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = File.ReadAllBytes(path);
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes)
            ? Fix(text, path, context)
            : throw new InvalidDataException($"{path} isn't UTF-8; save it as UTF-8 first");
    }

    /// <summary>Writes the fixed text, whole or not at all; nothing where nothing is changed.</summary>
    /// <exception cref="IOException">The file isn't what it was when it was read, or can't be written.</exception>
    public static void Write(FixReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!report.Changed)
            return;
        if (Encoding.UTF8.GetString(File.ReadAllBytes(report.Path)) != report.Before)
            throw new IOException($"{report.Path} has changed meanwhile; look at the diff again");
        AtomicFile.WriteText(report.After, report.Path);
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
            return after.Problems.Count <= before.Problems.Count ? after : null;
        }
        catch (DockerfileParseException)
        {
            return null;
        }
    }
}
