using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>What <see cref="CacheProbe"/> leaves of a build.</summary>
/// <param name="Settings">The build.</param>
/// <param name="Notes">What else the report should tell.</param>
/// <param name="LostExports">Caches that won't be written; the log was told.</param>
internal sealed record ProbedBuild(BuildxBuildSettings Settings, IReadOnlyList<string> Notes, IReadOnlyList<CacheTransfer> LostExports)
{
    public BuildReport AddTo(BuildReport report) =>
        report with { Notes = [.. Notes, .. report.Notes], CacheExports = [.. LostExports, .. report.CacheExports] };
}
