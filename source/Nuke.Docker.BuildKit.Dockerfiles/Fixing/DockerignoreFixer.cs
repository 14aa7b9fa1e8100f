using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing;

/// <summary>Creates a missing ignore file, or adds lines to an existing one. It does not exclude files that the Dockerfile names.</summary>
public static class DockerignoreFixer
{
    private static readonly HashSet<LintRule> s_rules = [.. RuleCatalog.All.Where(rule => rule.IsFixedInIgnoreFile).Select(rule => rule.Rule)];

    /// <summary>Returns the change of the ignore file; <c>null</c> if nothing can be fixed. Lines that BuildKit rejects are not fixed.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="context">The context of the build. Without its directory, nothing is fixed.</param>
    /// <exception cref="IOException">The ignore file cannot be read, or is not UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">The ignore file cannot be read.</exception>
    public static FileChange? Fix(Dockerfile dockerfile, LintContext context)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        ArgumentNullException.ThrowIfNull(context);
        return Fix([(dockerfile, context)]);
    }

    /// <summary>Returns the change of an ignore file that several builds of one context use; <c>null</c> if nothing can be fixed.</summary>
    internal static FileChange? Fix(IReadOnlyList<(Dockerfile Dockerfile, LintContext Context)> builds)
    {
        var subjects = builds.Select(build => new LintSubject(build.Dockerfile, build.Context)).ToArray();
        var context = builds[0].Context;
        if (context.Directory is not { } directory || context.IgnoreProblem is not null)
            return null;
        var found = builds.SelectMany(build => DockerfileLinter.Lint(build.Dockerfile, build.Context).Findings)
            .Where(finding => s_rules.Contains(finding.Rule))
            .ToArray();
        if (found.Length == 0)
            return null;

        var path = context.IgnoreFile ?? Path.Combine(directory, ".dockerignore");
        // If the file only excludes too much, add no more lines than the build needs.
        var template = found.All(finding => finding.Rule == RuleCatalog.IgnoreFileBreaksBuild.Rule)
            ? new DockerignoreTemplate { Keep = Metadata(subjects) }.Sections[^1..]
            : Template(subjects, isNew: context.IgnoreFile is null).Sections;
        var text = DockerignoreWriter.Merge(context.IgnoreFile is null ? "" : FileChange.ReadText(path), template, path).Text;
        return FileChange.Of(path, text, string.Join(", ", found.Select(finding => finding.Rule.Id).Distinct())) is { Changes: true } change ? change : null;
    }

    /// <summary>Returns true if findings of a rule are fixed in the ignore file.</summary>
    internal static bool Fixes(LintRule rule) => s_rules.Contains(rule);

    private static DockerignoreTemplate Template(LintSubject[] subjects, bool isNew)
    {
        var directory = subjects[0].Context.Directory!;
        var project = PythonProjectReader.Read(directory);
        var template = new DockerignoreTemplate
        {
            // An existing file may include these on purpose.
            DropTests = isNew && !subjects.Any(subject => subject.Dockerfile.Text.Contains("test", StringComparison.OrdinalIgnoreCase)),
            DropDocs = isNew,
            Drop = [.. subjects.SelectMany(CacheInContext.Copied).Distinct(), .. IgnoreExemptions.FoundSecrets(project)],
            Keep = Metadata(subjects),
        };
        var named = subjects.SelectMany(ContextSources.Named).Select(named => named.Path);
        return IgnoreExemptions.Apply(template, project, Repository(directory), named);
    }

    // Dockerfiles for the same context may be anywhere in it.
    private static string? Repository(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                return folder.FullName;
        }

        return null;
    }

    private static ImmutableArray<string> Metadata(LintSubject[] subjects) =>
        [.. subjects.SelectMany(IgnoreFiles.MissingMetadata).Select(missing => missing.Path).Distinct()];
}
