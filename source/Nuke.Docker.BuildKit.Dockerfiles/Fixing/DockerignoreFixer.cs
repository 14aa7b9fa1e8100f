using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>Makes the ignore file that a Dockerfile lacks, or adds what the linter misses in the one that is there. What a Dockerfile names itself stays in.</summary>
public static class DockerignoreFixer
{
    private static readonly HashSet<LintRule> s_rules = [LintRules.NoDockerignore, LintRules.CacheInContext, LintRules.IgnoreFileMissesFiles, LintRules.IgnoreFileBreaksBuild];

    /// <summary>What would become of the ignore file; null where nothing is found that could be mended: a line that BuildKit refuses is its writer's.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="context">What lies around it; without a folder there is nothing to mend.</param>
    /// <exception cref="IOException">The ignore file can't be read, or isn't UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">The ignore file can't be read.</exception>
    public static FileChange? Fix(Dockerfile dockerfile, LintContext context)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        ArgumentNullException.ThrowIfNull(context);
        if (context.Directory is not { } directory || context.IgnoreProblem is not null)
            return null;
        var found = DockerfileLinter.Lint(dockerfile, context).Findings.Where(finding => s_rules.Contains(finding.Rule)).ToArray();
        if (found.Length == 0)
            return null;

        var subject = new LintSubject(dockerfile, context);
        var path = context.IgnoreFile ?? Path.Combine(directory, ".dockerignore");
        // A file that keeps out too much gets no more lines than it takes to build.
        var template = found.All(finding => finding.Rule == LintRules.IgnoreFileBreaksBuild)
            ? new DockerignoreTemplate { Keep = Metadata(subject) }.Sections[^1..]
            : Template(subject, isNew: context.IgnoreFile is null).Sections;
        var text = DockerignoreWriter.Merge(context.IgnoreFile is null ? "" : FileChange.ReadText(path), template, path).Text;
        return FileChange.Of(path, text, string.Join(", ", found.Select(finding => finding.Rule.Id).Distinct())) is { Changes: true } change ? change : null;
    }

    private static DockerignoreTemplate Template(LintSubject subject, bool isNew)
    {
        var template = new DockerignoreTemplate
        {
            // What an existing file lets in of these, somebody may have wanted in.
            DropTests = isNew && !subject.Dockerfile.Text.Contains("test", StringComparison.OrdinalIgnoreCase),
            DropDocs = isNew,
            Drop = [.. ContextChecks.CachesWithin(subject)],
        };
        var drops = new DockerignoreMatcher(DockerignoreFile.Parse(DockerignoreWriter.ToText(template)));
        var needed = IgnoreFileChecks.Metadata(PythonProjectReader.Read(subject.Context.Directory!))
            .Concat(ContextSources.Named(subject).Select(named => named.Path))
            .Concat(Packages(subject));
        return template with { Keep = [.. Metadata(subject).Concat(needed.Where(drops.Ignores)).Distinct()] };
    }

    private static ImmutableArray<string> Metadata(LintSubject subject) => [.. IgnoreFileChecks.MissingMetadata(subject).Select(missing => missing.Path)];

    // A folder called logs or dist may hold code.
    private static IEnumerable<string> Packages(LintSubject subject) => Directory.EnumerateDirectories(subject.Context.Directory!)
        .Where(folder => File.Exists(Path.Combine(folder, "__init__.py")))
        .Select(folder => Path.GetFileName(folder));
}
