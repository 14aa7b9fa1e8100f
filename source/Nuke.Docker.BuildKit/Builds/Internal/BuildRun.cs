using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Runs a build of any form, always in this order: validate, plan, skip if nothing has changed, probe the caches, attempt, classify the fault, decide,
/// attempt again, sweep the caches, record the ledger, report. A build that is validated together with others is validated only if it isn't skipped.
/// </summary>
internal static class BuildRun
{
    /// <param name="form">The build.</param>
    /// <param name="options">The options of the build.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>A report of each part, in the order of the parts.</returns>
    /// <exception cref="DockerBuildException">The build failed. The reports were written.</exception>
    /// <exception cref="InvalidSettingException">The tool would refuse or ignore a setting. No process was started.</exception>
    public static async Task<IReadOnlyList<BuildReport>> RunAsync(BuildForm form, BuildOptions options, CancellationToken cancellationToken)
    {
        // Validation comes first, because planning may start a process that reads the targets of a bake.
        if (options.Validate is null)
            Require(form, options);
        await form.PlanAsync(options.Time, cancellationToken);
        using var activity = BuildActivities.StartBuild(form.Parts);
        using var ledgers = BuildLedgers.Open(form, options, cancellationToken);
        var parts = form.Parts;
        var skipped = ledgers is null ? new Dictionary<string, BuildReport>() : await ledgers.SkipAsync(form);
        if (skipped.Count == parts.Count && parts.Count > 0)
        {
            IReadOnlyList<BuildReport> upToDate = [.. parts.Select(part => skipped[part.Name])];
            BuildActivities.EndBuild(activity, upToDate, []);
            return upToDate;
        }

        if (options.Validate is { } validate)
        {
            await validate(cancellationToken);
            Require(form, options);
        }

        ledgers?.Begin(form);
        ledgers?.BeginRemoteCheck();
        ledgers?.BeginMountCheck();
        List<ReportFiles> files = [.. form.Parts.Select(part => ReportFiles.Begin(part, options, cancellationToken))];
        var attempt = new Attempt(form, options, name => LastSeconds(files, name), ledgers);

        await form.UpdateAsync(part => new CacheProbe(options.Recovery, options.Engine, options.Print).ReviseAsync(part, cancellationToken));
        using var registries = RegistryCaches.Open(form, options, cancellationToken);
        if (registries is not null)
            await form.UpdateAsync(part => registries.VerifyAsync(part, cancellationToken));
        List<BuildxBuildSettings> probed = [.. form.Parts.Select(part => part.Build)];
        await using var caches = await LocalCaches.OpenAsync(probed, options.LocalCache, options.Print, options.Time, cancellationToken);
        form.Update(part => part with { Build = caches.WithoutDamaged(part.Build) });

        if (ledgers is not null)
            await ledgers.RestoreMountsAsync(cancellationToken);
        var decider = new RecoveryDecider(options.Recovery, options.Engine, options.EngineReturned, options.Print, options.Time ?? TimeProvider.System);
        var last = await AttemptAsync(form, attempt, decider, caches, cancellationToken);

        // The engine answers while the caches are swept.
        ledgers?.BeginRecord(form, last.Reports, cancellationToken);
        for (var i = 0; i < files.Count; i++)
            files[i].BeginImage(last.Reports[i], form.Pushes, last.Redact, cancellationToken);
        await caches.SweepAsync(probed, last.Reports, last.Fault?.Kind);
        IReadOnlyList<BuildReport> reports = [.. last.Reports.Zip(probed, caches.AddNotes)];
        if (registries is not null)
            reports = await registries.SignAsync(probed, reports, cancellationToken);
        if (ledgers is not null)
        {
            var engineStopped = last.Fault?.Kind is DockerFaultKind.EngineUnavailable or DockerFaultKind.EngineLost;
            reports = await ledgers.RecordAsync(form, reports, engineStopped, cancellationToken);
        }

        List<BuildReport> complete = [.. form.Parts.Zip(reports, (part, report) => part.AddProbeTo(report))];
        for (var i = 0; i < complete.Count; i++)
            complete[i] = await files[i].WriteAsync(complete[i]);
        var built = form.Parts.Zip(complete).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        complete = [.. parts.Select(part => skipped.GetValueOrDefault(part.Name) ?? built[part.Name])];
        BuildActivities.EndBuild(activity, complete, attempt.Activities);
        return Report(complete, options, last, decider);
    }

    private static void Require(BuildForm form, BuildOptions options) =>
        BuildValidation.Require(form.Command, [.. form.Parts.Select(part => part.Build)], options.Print);

    // Repeats the build until an attempt succeeds or no option is left.
    private static async Task<AttemptResult> AttemptAsync(
        BuildForm form,
        Attempt attempt,
        RecoveryDecider decider,
        LocalCaches caches,
        CancellationToken cancellationToken)
    {
        var last = await RunAsync(form, attempt, cancellationToken);
        while (last.Fault is { } fault && await decider.NextAsync(fault, form.Situation, cancellationToken) is { Rung: { } rung } decision)
        {
            // An export does not overwrite a damaged blob.
            if (fault.Kind == DockerFaultKind.CacheImportCorrupt)
                caches.Repair();
            form.LeaveOut(decision, fault, last.Failed, caches.WithoutDamaged);
            var reason = $"{fault.Cause} Therefore {decision.Reason}.";
            var next = await RunAsync(form, attempt, cancellationToken);
            var reports = next.Reports.Zip(last.Reports, (report, before) => report.Continuing(before, rung, reason, decider.Pause));
            last = next with { Reports = [.. reports] };
        }
        return last;
    }

    private static async Task<AttemptResult> RunAsync(BuildForm form, Attempt attempt, CancellationToken cancellationToken)
    {
        var result = await attempt.RunAsync(cancellationToken);
        if (result.Fault is not { Kind: DockerFaultKind.EngineLost or DockerFaultKind.EngineUnavailable } fault)
            return result;
        // buildx does not name the node that it lost.
        var builder = BuildValidation.BuilderOf([.. form.Parts.Select(part => part.Build)]);
        return await NodeStatus.FindLostAsync(form.Command, builder, cancellationToken) is { } lost
            ? result with { Fault = fault with { Cause = $"{fault.Cause} {lost.Problem}", Cure = lost.Cure } }
            : result;
    }

    private static double? LastSeconds(List<ReportFiles> files, VertexName name)
    {
        foreach (var file in files)
        {
            if (file.History.RunsOf(name.Platform, name.Stage, name.Instruction) is [.., var run])
                return run.Seconds;
        }
        return null;
    }

    private static List<BuildReport> Report(List<BuildReport> complete, BuildOptions options, AttemptResult last, RecoveryDecider decider)
    {
        if (last.Fault is { } fault)
            throw new DockerBuildException(decider.Conclude(fault), last.Process.Command, last.Process.WorkingDirectory) { Reports = complete };
        // The probe has already printed the exports that it left out.
        foreach (var report in last.Reports)
            WarnOfLostExports(report, options.Print);
        return complete;
    }

    // Without this warning, only the events show an export that failed with ignore-error=true or that recovery left out.
    private static void WarnOfLostExports(BuildReport report, Action<ProgressLevel, string>? print)
    {
        foreach (var cache in report.CacheExports.Where(cache => !cache.Succeeded))
        {
            var error = HumanText.ShortenMiddle(cache.Error?.ReplaceLineEndings(" ") ?? "", 300);
            print?.Invoke(ProgressLevel.Warning, $"{report.Image} was built, but its cache was not written to {cache.Place}: {error}");
        }
    }
}
