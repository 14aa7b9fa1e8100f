using Nuke.Docker.BuildKit.Dockerfiles.Fixes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Mends the images' Dockerfiles, or shows how.</summary>
internal sealed class ImageFixes(IDockerFix build)
{
    public IReadOnlyList<FixReport> Run(bool apply)
    {
        var reports = new List<FixReport>();
        string root = build.RootDirectory;
        foreach (var (_, path, context) in ImageDockerfiles.Of(build).DistinctBy(found => found.Path))
        {
            var report = DockerfileFixer.FixFile(path, context);
            reports.Add(report);
            if (!report.Changed)
            {
                Log.Information("{Path:l}: nothing to mend", Path.GetRelativePath(root, path));
                continue;
            }

            foreach (var line in UnifiedDiff.Create(report.Before, report.After, Path.GetRelativePath(root, path)).TrimEnd('\n').Split('\n'))
                Log.Information("{Line:l}", line);
            foreach (var fix in report.Fixes)
                Log.Information("{Rule:l} {Description:l}", fix.Rule.Id, fix.Description);
            if (apply)
                DockerfileFixer.Write(report);
        }

        if (!apply && reports.Any(report => report.Changed))
            Log.Information("Nothing is written yet; --apply does that.");
        return reports;
    }
}
