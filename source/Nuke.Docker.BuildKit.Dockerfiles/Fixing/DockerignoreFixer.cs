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
        if (context.Directory is not { } directory || context.IgnoreProblem is not null)
            return null;
        var found = DockerfileLinter.Lint(dockerfile, context).Findings.Where(finding => s_rules.Contains(finding.Rule)).ToArray();
        if (found.Length == 0)
            return null;

        var subject = new LintSubject(dockerfile, context);
        var path = context.IgnoreFile ?? Path.Combine(directory, ".dockerignore");
        // If the file only excludes too much, add no more lines than the build needs.
        var template = found.All(finding => finding.Rule == RuleCatalog.IgnoreFileBreaksBuild.Rule)
            ? new DockerignoreTemplate { Keep = Metadata(subject) }.Sections[^1..]
            : Template(subject, isNew: context.IgnoreFile is null).Sections;
        var text = DockerignoreWriter.Merge(context.IgnoreFile is null ? "" : FileChange.ReadText(path), template, path).Text;
        return FileChange.Of(path, text, string.Join(", ", found.Select(finding => finding.Rule.Id).Distinct())) is { Changes: true } change ? change : null;
    }

    private static DockerignoreTemplate Template(LintSubject subject, bool isNew)
    {
        var template = new DockerignoreTemplate
        {
            // An existing file may include these on purpose.
            DropTests = isNew && !subject.Dockerfile.Text.Contains("test", StringComparison.OrdinalIgnoreCase),
            DropDocs = isNew,
            Drop = [.. CacheInContext.Copied(subject)],
            Keep = Metadata(subject),
        };
        var directory = subject.Context.Directory!;
        var project = PythonProjectReader.Read(directory);
        template = template with { Drop = [.. template.Drop, .. IgnoreExemptions.FoundSecrets(project)] };
        var named = ContextSources.Named(subject).Select(named => named.Path);
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

    private static ImmutableArray<string> Metadata(LintSubject subject) =>
        [.. IgnoreFiles.MissingMetadata(subject).Select(missing => missing.Path)];
}
