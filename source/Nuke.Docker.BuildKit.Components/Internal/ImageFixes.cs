using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Changes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Fixes the images' Dockerfiles and ignore files, or prints the fixes.</summary>
internal sealed class ImageFixes(IDockerFix build)
{
    /// <returns>The files that change.</returns>
    public IReadOnlyList<FileChange> Run(bool apply)
    {
        var changes = new List<FileChange>();
        foreach (var (_, path, context) in ImageDockerfiles.Of(build).DistinctBy(found => found.Path))
        {
            var report = DockerfileFixer.FixFile(path, context);
            FileChange?[] both = [report.Changed ? report.ToChange() : null, DockerignoreFixer.Fix(Dockerfile.Parse(report.After, path), context)];
            if (both.All(change => change is null))
                Log.Information("{Path:l}: nothing to fix", Path.GetRelativePath(build.RootDirectory, path));
            foreach (var change in both.OfType<FileChange>())
            {
                changes.Add(change);
                foreach (var line in change.ToDiff(build.RootDirectory).TrimEnd('\n').Split('\n'))
                    Log.Information("{Line:l}", line);
                if (change.Reason is { } rules)
                    Log.Information("{Rules:l} what doesn't belong in the context stays out", rules);
            }

            foreach (var fix in report.Fixes)
                Log.Information("{Rule:l} {Description:l}", fix.Rule.Id, fix.Description);
            TellLeft(report, changes);
        }

        if (apply)
            FileChanges.Write(changes);
        else if (changes.Count > 0)
            Log.Information("Nothing is written yet; --apply does that.");
        return changes;
    }

    // Findings that the change of the ignore file fixes are no longer reported.
    private void TellLeft(FixReport report, List<FileChange> changes)
    {
        var left = report.Left.Where(finding => !changes.Any(change => change.Reason?.Contains(finding.Rule.Id, StringComparison.Ordinal) ?? false)).ToArray();
        foreach (var finding in left)
            Log.Information("Left to you: {Finding:l}", (finding with { Path = Path.GetRelativePath(build.RootDirectory, finding.Path) }).ToString());
        if (left.Any(finding => finding.Rule.Name is "CompilersInRuntime" or "CodeBeforeDependencies"))
            Log.Information("DockerInit --overwrite writes a new Dockerfile with stages, and keeps a copy of this one.");
    }
}
