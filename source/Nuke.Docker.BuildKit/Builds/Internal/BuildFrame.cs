using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>What every build has around it: caches that are probed, opened and swept, attempts up the ladder, and the reports.</summary>
internal sealed class BuildFrame : IAsyncDisposable
{
    private readonly BuildOptions _options;
    private readonly IReadOnlyList<ProbedBuild> _probed;
    private readonly LocalCaches _caches;

    private BuildFrame(BuildOptions options, IReadOnlyList<ProbedBuild> probed, LocalCaches caches)
    {
        (_options, _probed, _caches) = (options, probed, caches);
        Builds = [.. probed.Select(build => caches.Apply(build.Settings))];
    }

    /// <summary>What is built, without what would go wrong.</summary>
    public IReadOnlyList<BuildxBuildSettings> Builds { get; }

    /// <param name="builds">What is built, as far as it is known.</param>
    /// <param name="options">What goes on around it.</param>
    /// <param name="cancellationToken">Ends the wait for other builds.</param>
    /// <exception cref="DockerBuildException">A cache can't be written, and recovery is off.</exception>
    public static async Task<BuildFrame> OpenAsync(IEnumerable<BuildxBuildSettings> builds, BuildOptions options, CancellationToken cancellationToken)
    {
        var probe = new CacheProbe(options.Recovery, options.Engine, options.Print);
        var probed = new List<ProbedBuild>();
        foreach (var build in builds)
            probed.Add(await probe.ReviseAsync(build, cancellationToken));
        return new BuildFrame(options, probed, await LocalCaches.OpenAsync(probed.Select(build => build.Settings), options.LocalCache, options.Print, options.Time, cancellationToken));
    }

    /// <summary>Runs attempt after attempt, until one succeeds or nothing is left that could help.</summary>
    /// <param name="rungs">What can be left out.</param>
    /// <param name="attempt">Runs what <paramref name="rungs"/> leave.</param>
    /// <param name="reportDirectories">Where the report of each image goes, in the order of what is built; <c>null</c>: nowhere.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <exception cref="DockerBuildException">The build failed; the reports are written.</exception>
    public async Task<IReadOnlyList<BuildReport>> RunAsync(IRungs rungs, Func<Task<AttemptResult>> attempt, IEnumerable<string?> reportDirectories, CancellationToken cancellationToken)
    {
        var climb = new Climb(_options.Recovery, _options.Engine, _options.EngineReturned, _options.Print, _options.Time ?? TimeProvider.System);
        var last = await attempt();
        while (last.Fault is { } fault && await climb.NextAsync(fault, rungs.Situation, cancellationToken) is { Rung: { } rung } decision)
        {
            // A damaged blob that stays is one that no export writes again.
            if (fault.Kind == DockerFaultKind.CacheImportCorrupt)
                _caches.Repair();
            rungs.Apply(decision, fault, last.Failed, _caches.Apply);
            var reason = $"{fault.Cause} Therefore {decision.Reason}.";
            var next = await attempt();
            last = next with { Reports = [.. next.Reports.Zip(last.Reports, (report, before) => report.Continuing(before, rung, reason, climb.Pause))] };
        }

        await _caches.CloseAsync([.. _probed.Select(build => build.Settings)], last.Reports, last.Fault?.Kind);
        var reports = last.Reports.Select((report, index) =>
            index < _probed.Count ? _caches.AddNotes(_probed[index].AddTo(report), _probed[index].Settings) : _caches.AddNotes(report, build: null)).ToList();
        foreach (var (report, directory) in reports.Zip(reportDirectories))
            Write(report, directory);
        if (last.Fault is { } stands)
            throw DockerBuildException.For(climb.Conclude(stands), last.Process.Command, last.Process.WorkingDirectory);
        foreach (var report in last.Reports)
            WarnOfLostExports(report);
        return reports;
    }

    public ValueTask DisposeAsync() => _caches.DisposeAsync();

    private static void Write(BuildReport report, string? directory)
    {
        if (directory is null)
            return;
        BuildReportWriter.Write(report, Path.Combine(directory, "report.json"));
        AtomicFile.WriteText(MarkdownSummary.Of(report), Path.Combine(directory, "report.md"));
    }

    // ignore-error=true hides a failed export from everybody who doesn't read the events, and recovery leaves one out.
    private void WarnOfLostExports(BuildReport report)
    {
        foreach (var cache in report.CacheExports)
        {
            if (!cache.Succeeded)
                _options.Print?.Invoke(ProgressLevel.Warning, $"{report.Image} is built, but its cache was not written to {cache.Place}: {HumanText.Shorten(cache.Error?.ReplaceLineEndings(" ") ?? "", 300)}");
        }
    }
}
