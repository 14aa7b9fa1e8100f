using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The ledgers of the parts of a build. A fault of a ledger never fails a build.</summary>
internal sealed class BuildLedgers : IDisposable
{
    private const int PrintedCauses = 5;

    private readonly BuildOptions _options;
    private IReadOnlyList<LedgerBook> _books;
    private readonly TimeProvider _time;
    private RunningBuilds? _running;
    private readonly EngineSnapshot? _before;
    private EngineSnapshot? _after;

    private BuildLedgers(BuildOptions options, IReadOnlyList<LedgerBook> books, TimeProvider time, EngineSnapshot? before) =>
        (_options, _books, _time, _before) = (options, books, time, before);

    /// <summary>Opens the ledgers and plans the parts, before BuildKit reads any file: a file that changes later is found changed by the next build.</summary>
    public static BuildLedgers? Open(BuildForm form, BuildOptions options, CancellationToken cancellationToken)
    {
        if (options.Ledger is not { } ledger)
            return null;
        var time = options.Time ?? TimeProvider.System;
        var before = SnapshotOf(options.Engine, cancellationToken);
        try
        {
            var books = form.Parts.Select(part => Open(form, part, options with { Time = time }, before, cancellationToken));
            return new BuildLedgers(options, [.. books], time, before);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            options.Print?.Invoke(ProgressLevel.Warning, $"No ledger is written to {ledger.Directory}: {exception.Message}");
            return null;
        }
    }

    private static LedgerBook Open(BuildForm form, BuildPart part, BuildOptions options, EngineSnapshot? engine, CancellationToken cancellationToken) =>
        LedgerBook.Open(
            options.Ledger!,
            part.Image,
            form.LedgerSettings(part),
            options.EngineName,
            options.Time!,
            cancellationToken,
            form.FactsOf(part),
            engine);

    /// <summary>Leaves out the parts that are up to date, and returns their reports by name.</summary>
    public async Task<IReadOnlyDictionary<string, BuildReport>> SkipAsync(BuildForm form)
    {
        var skipped = new Dictionary<string, BuildReport>(StringComparer.Ordinal);
        if (_options.Ledger is not { Skip: true } || _books.Count == 0)
        {
            foreach (var book in _books)
                book.Reason = book.ReasonToBuild();
            return skipped;
        }

        var started = _time.GetUtcNow();
        string?[] reasons = [.. await Task.WhenAll(_books.Select(async book => book.ReasonToBuild() ?? await book.ReasonToBuildAsync(_before)))];
        AddFollowing(form, reasons);

        foreach (var (part, book, reason) in form.Parts.Zip(_books, reasons))
        {
            book.Reason = reason;
            if (reason is not null)
            {
                _options.Print?.Invoke(ProgressLevel.Detail, $"{(reasons.Length > 1 ? part.Image : "The build")} is not skipped: {reason}.");
                continue;
            }

            book.MarkSkipped();
            skipped.Add(part.Name, Skipped(part, book.Last!, started));
        }

        if (skipped.Count > 0 && skipped.Count < form.Parts.Count)
        {
            _books = [.. _books.Zip(form.Parts).Where(pair => !skipped.ContainsKey(pair.Second.Name)).Select(pair => pair.First)];
            form.Keep([.. form.Parts.Where(part => !skipped.ContainsKey(part.Name))]);
        }

        return skipped;
    }

    // The images of parts that are built may be the bases of others, and these the bases of further ones.
    private void AddFollowing(BuildForm form, string?[] reasons)
    {
        for (var known = 0; reasons.Count(reason => reason is not null) is var built && built > known;)
        {
            known = built;
            HashSet<ImageReference> changing =
                [.. form.Parts.Where((_, index) => reasons[index] is not null).SelectMany(part => part.Given.Tag ?? []).Select(tag => tag.WithDefaultTag())];
            for (var index = 0; index < reasons.Length; index++)
                reasons[index] ??= form.HasLinkedParts ? BuildForm.BuiltWithOthers : _books[index].ReasonAfter(changing);
        }
    }

    /// <summary>Marks the build as running, for the ledgers of builds at the same time.</summary>
    public void Begin(BuildForm form)
    {
        _running = RunningBuilds.Start(_options.Ledger!.Directory, form.Parts[0].Image, _time.GetUtcNow());
        foreach (var book in _books)
            _ = book.BeginAsync();
    }

    /// <summary>Begins to ask the engine for its cache mounts, if they can be restored, while the build is prepared.</summary>
    public void BeginMountCheck()
    {
        if (_options.RestoreMounts is null)
            return;
        foreach (var book in _books)
            book.BeginMountCheck(_before);
    }

    /// <summary>Restores the cache mounts that the engine lacks and that a step needs which is going to run.</summary>
    public async Task RestoreMountsAsync(CancellationToken cancellationToken)
    {
        if (_options.RestoreMounts is not { } restore)
            return;
        foreach (var book in _books)
        {
            if (await book.MissingMountsAsync(_before) is { Count: > 0 } missing)
                book.RestoredMounts = await restore(missing, cancellationToken);
        }
    }

    /// <summary>Begins to ask servers for what the steps download, while the build runs.</summary>
    public void BeginRemoteCheck()
    {
        foreach (var book in _books)
            book.BeginRemoteCheck();
    }

    public void Dispose()
    {
        _running?.Dispose();
        foreach (var book in _books)
            book.Dispose();
    }

    /// <summary>Begins an attempt of the build.</summary>
    public void BeginAttempt()
    {
        foreach (var book in _books)
            book.ForgetSecondLook();
    }

    /// <summary>Begins a second look at the contexts while the build exports its result: its contexts were sent.</summary>
    public void BeginSecondLook(CancellationToken cancellationToken)
    {
        foreach (var book in _books)
            book.BeginSecondLook(cancellationToken);
    }

    /// <summary>Begins to ask the engine what <see cref="RecordAsync"/> needs, after the build.</summary>
    public void BeginRecord(BuildForm form, IReadOnlyList<BuildReport> reports, CancellationToken cancellationToken)
    {
        _after = SnapshotOf(_options.Engine, cancellationToken);
        if (_after is null)
            return;
        foreach (var (report, book, part) in reports.Zip(_books, form.Parts))
            book.BeginRecord(ResultOf(report, part), _after);
    }

    /// <summary>Records the results, and adds the causes to the reports.</summary>
    /// <param name="form">The build.</param>
    /// <param name="reports">The reports of its parts.</param>
    /// <param name="engineStopped">True if the build failed because the engine stopped.</param>
    /// <param name="cancellationToken">Cancels the questions to the engine.</param>
    public async Task<IReadOnlyList<BuildReport>> RecordAsync(
        BuildForm form,
        IReadOnlyList<BuildReport> reports,
        bool engineStopped,
        CancellationToken cancellationToken)
    {
        var explained = reports.ToArray();
        var concurrent = _running?.Concurrent([.. form.Parts.Select(part => part.Image)]);
        BuildResult[] results =
        [
            .. reports.Zip(form.Parts, (report, part) => ResultOf(report, part) with { EngineStopped = engineStopped, Concurrent = concurrent }),
        ];
        foreach (var (book, result) in _books.Zip(results))
            await AddResultsAsync(book, result);
        // BuildKit reports a step that several parts share for one of them.
        List<LedgerStep> steps = [.. _books.SelectMany(book => book.Steps)];
        for (var index = 0; index < explained.Length; index++)
        {
            var (report, book) = (reports[index], _books[index]);
            try
            {
                var causes = await book.RecordAsync(results[index], _after, cancellationToken, steps);
                if (form.Parts.Count > 1)
                    report = SharedSteps.Correct(report, book.Steps);
                explained[index] = (report.ExitCode == 0 ? report : ReachedSteps(report, book.Steps)) with { Causes = causes };
                var image = form.Parts.Count > 1 ? $"{form.Parts[index].Image} " : "";
                foreach (var line in ExplanationText.Short(causes, book.Steps).Take(PrintedCauses))
                    _options.Print?.Invoke(ProgressLevel.Information, image + line);
                foreach (var line in ExplanationText.Stale(causes).Take(PrintedCauses))
                    _options.Print?.Invoke(ProgressLevel.Warning, image + line);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                explained[index] = report with { Notes = [.. report.Notes, $"The ledger was not written: {exception.Message}"] };
            }
        }

        return explained;
    }

    // The ledger knows which steps BuildKit had not come to.
    private static BuildReport ReachedSteps(BuildReport report, IReadOnlyList<LedgerStep> steps)
    {
        var open = steps.Where(step => step.Result.Length == 0).Select(step => (step.Stage, step.Platform, step.Number)).ToHashSet();
        return open.Count == 0 ? report : report.WithSteps([.. report.Steps.Select(step => IsOpen(step) ? step with { Result = StepResult.Skipped } : step)]);

        bool IsOpen(StepReport step) =>
            step is { BaseImage: false, Result: StepResult.Cached } && open.Contains((step.Stage, step.Platform, step.Number));
    }

    private async Task AddResultsAsync(LedgerBook book, BuildResult result)
    {
        try
        {
            await book.AddResultsAsync(result, _after);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The recording tries again, and reports it.
        }
    }

    private static EngineSnapshot? SnapshotOf(EngineProbe? engine, CancellationToken cancellationToken) =>
        engine is null ? null : new EngineSnapshot(engine, cancellationToken);

    private BuildReport Skipped(BuildPart part, BuildLedger last, DateTimeOffset started)
    {
        var note = $"Nothing has changed since the build of {last.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}: not built. --docker-force builds anyway.";
        return new BuildReport
        {
            Image = part.Image,
            Tags = part.Tags,
            Started = started,
            Seconds = Math.Round((_time.GetUtcNow() - started).TotalSeconds, 3),
            Result = new ImageReport { Digest = last.ImageDigest, ConfigDigest = last.ConfigDigest },
            Steps = [.. last.Steps.Select(Cached)],
            HitRate = last.Steps.Count == 0 ? null : 1,
            Notes = [note],
            Skipped = true,
            History = _options.Ledger!.ReadsSizes ? ReportFiles.HistoryOf(part, _options).Builds : [],
            Engine = _options.EngineName,
        };
    }

    private static StepReport Cached(LedgerStep step) => new()
    {
        Stage = step.Stage,
        Platform = step.Platform,
        Number = step.Number,
        Of = step.Of,
        Instruction = step.Instruction,
        Result = StepResult.Cached,
    };

    private static BuildResult ResultOf(BuildReport report, BuildPart part) => new()
    {
        Succeeded = report.ExitCode == 0,
        Started = report.Started,
        Fault = report.Fault,
        Seconds = report.Seconds,
        Digest = report.Result.Digest,
        ConfigDigest = report.Result.ConfigDigest,
        Steps =
        [
            .. report.Steps.Select(step =>
                new StepOutcome(
                    step.Stage, step.Platform, step.Number, step.Of, step.Instruction, ResultOf(report, step.Result), step.Seconds, step.BaseImage)),
        ],
        // Recovery may have left out the cache.
        NoCache = part.Build.NoCache is true,
        NoCacheFilter = [.. part.Build.NoCacheFilter ?? []],
        FailedImports =
        [
            .. report.CacheImports.Where(import => !import.Succeeded).Select(import => $"{import.Place}: {import.Error}"),
            // Those that the probe left out. An import that recovery left out has failed before.
            .. part.Notes,
        ],
    };

    // A build that succeeds stops a step only if it has its result from elsewhere, such as from another image of the run.
    private static string ResultOf(BuildReport report, StepResult result) => result == StepResult.Stopped && report.ExitCode == 0 ? "" : Word(result);

    private static string Word(StepResult result) => result switch
    {
        StepResult.Cached => "cached",
        StepResult.Ran => "ran",
        StepResult.Failed => "failed",
        StepResult.Stopped => "stopped",
        StepResult.CacheLost => "lost",
        _ => "",
    };
}
