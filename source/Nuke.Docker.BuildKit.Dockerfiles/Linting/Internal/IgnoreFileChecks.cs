using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>An ignore file that is there and does the wrong thing.</summary>
internal static class IgnoreFileChecks
{
    private const int Shown = 4;

    public static IEnumerable<LintFinding> Breaks(LintSubject subject)
    {
        if ((subject.Context.IgnoreProblem ?? subject.Context.Sent.Value.Problem) is { } problem)
        {
            var lines = problem.Line is { } line ? new DockerfileLines(line, line) : null;
            yield return new LintFinding(LintRules.IgnoreFileBreaksBuild, problem.File ?? subject.Dockerfile.Path, lines, $"{problem.Problem}. {problem.Cure}");
            yield break;
        }

        foreach (var (instruction, path, rule) in ContextSources.Ignored(subject))
            yield return subject.Find(LintRules.IgnoreFileBreaksBuild, instruction, $"{path} is kept out by {Place(subject, rule)}, so it isn't found here; add !{path} below, or don't name it here");
        foreach (var (step, path, rule) in MissingMetadata(subject))
        {
            yield return subject.Find(
                LintRules.IgnoreFileBreaksBuild,
                step.Run,
                $"pyproject.toml names {path}, which is kept out by {Place(subject, rule)}, so the project can't be built; add !{path} below");
        }
    }

    /// <summary>Files that <c>pyproject.toml</c> names and the ignore file keeps out, where the image builds the project.</summary>
    public static IEnumerable<(RunStep Step, string Path, DockerignoreRule Rule)> MissingMetadata(LintSubject subject)
    {
        if (subject.Context is not { Directory: { } directory, Ignore: { File.Path: not null } matcher } || !subject.Context.Has("pyproject.toml"))
            yield break;
        if (ContextChecks.WholeCopy(subject) is null)
            yield break;
        var project = PythonProjectReader.Read(directory);
        if (subject.Needed().SelectMany(subject.StepsOf).FirstOrDefault(step => step.Installs.Any(install => Builds(project, install.Tool, install.Command))) is not { } step)
            yield break;
        foreach (var path in Metadata(project).Where(subject.Context.Has).Where(subject.Context.Ignores))
        {
            if (matcher.Match(path).Rule is { } rule)
                yield return (step, path, rule);
        }
    }

    /// <summary>The files that a build of the project reads beside its code.</summary>
    public static IEnumerable<string> Metadata(PythonProject project) => new[] { project.Readme }.OfType<string>().Concat(project.LicenseFiles);

    public static IEnumerable<LintFinding> Misses(LintSubject subject)
    {
        if (ContextChecks.WholeCopy(subject) is not { } copy || subject.Context.IgnoreFile is null)
            yield break;
        var missed = Missed(subject).ToArray();
        foreach (var group in missed.Where(missed => missed.Anchored is not null).GroupBy(missed => missed.Anchored!))
        {
            var advice = group.First().Advice;
            yield return subject.Find(LintRules.IgnoreFileMissesFiles, copy, $"{Place(subject, group.Key)} counts at the top only, and {advice.Example} is copied; write {advice.Line}");
        }

        var rest = missed.Where(missed => missed.Anchored is null).Select(missed => missed.Advice).ToArray();
        if (rest.Length > 0)
        {
            var examples = string.Join(", ", rest.Take(Shown).Select(advice => $"{advice.Example} ({advice.Reason})"));
            var more = rest.Length > Shown ? $" and {rest.Length - Shown} more kinds" : "";
            yield return subject.Find(LintRules.IgnoreFileMissesFiles, copy, $"the ignore file lets in {examples}{more}; add {string.Join(", ", rest.Take(Shown).Select(advice => advice.Line))}");
        }
    }

    /// <summary>Secrets and leftovers that are copied all the same, each with the line that was meant to keep it out; null where none was.</summary>
    private static IEnumerable<(ContextAdvice Advice, DockerignoreRule? Anchored)> Missed(LintSubject subject) => subject.Context is { Ignore: { } matcher, Sent.Value.Listing: { } listing }
        ? ContextAdvisor.Of(listing)
            .Where(advice => advice.Kind != ContextAdviceKind.Big && !matcher.Wants(advice.Example))
            .Select(advice => (advice, matcher.AnchoredFor(advice.Example)))
        : [];

    private static bool Builds(PythonProject project, PackageTool tool, ShellCommand command) => OrderChecks.NeedsCode(tool, command) || (project.Installable && tool.Name switch
    {
        "uv" => command.Words.Contains("sync") && !command.Words.Contains("pip") && !command.Has("--no-install-project", "--no-install-workspace"),
        "poetry" => !command.Has("--no-root"),
        "pdm" => !command.Has("--no-self"),
        _ => false,
    });

    private static string Place(LintSubject subject, DockerignoreRule rule) => $"{Path.GetFileName(subject.Context.IgnoreFile)}:{rule.Line} ({rule.Text})";
}
