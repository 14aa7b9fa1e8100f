using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>A project in a temporary folder whose builds are recorded without an engine: the test states which steps ran.</summary>
internal sealed class LedgerBench : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public LedgerBench(string? dockerfile = null)
    {
        Directory.CreateDirectory(Context);
        if (dockerfile is not null)
            Write("Dockerfile", dockerfile);
        Settings = new BuildxBuildSettings { Context = Context, Tag = ["test:1"] };
    }

    public string Context => Path.Combine(_folder.Path, "context");

    public string Ledgers => Path.Combine(_folder.Path, "ledgers");

    public BuildxBuildSettings Settings { get; set; }

    /// <summary>The name of the image.</summary>
    public string Image { get; set; } = "test";

    public string Engine { get; set; } = "engine-1";

    /// <summary>The cache mounts that were restored before the build.</summary>
    public IReadOnlySet<string> Restored { get; set; } = new HashSet<string>();

    /// <summary>The engine that is asked for its cache records; <c>null</c>: none.</summary>
    public EngineProbe? Probe { get; set; }

    private EngineSnapshot? Snapshot => Probe is null ? null : new EngineSnapshot(Probe, CancellationToken.None);

    /// <summary>An image that is built at the same time; <c>null</c>: none.</summary>
    public string? Concurrent { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>True if a failed build failed because the engine stopped.</summary>
    public bool EngineStopped { get; set; }

    /// <summary>Asks servers for what commands download.</summary>
    public bool Checks { get; set; }

    /// <summary>An instruction that the base image triggers; <c>null</c>: none.</summary>
    public string? Trigger { get; set; }

    /// <summary>The base image with its digest, as BuildKit reports it; <c>null</c>: without a digest.</summary>
    public string? ResolvedBase { get; set; }

    /// <summary>Runs while BuildKit would build.</summary>
    public Action DuringBuild { get; set; } = () => { };

    /// <summary>Images that the repository of the build builds.</summary>
    public HashSet<string> Own { get; } = [];

    public LedgerOptions Options => new()
    {
        Directory = Ledgers,
        EngineId = Engine,
        BuilderDriver = "docker",
        Skip = true,
        ChecksDownloads = Checks,
        CommandOf = target => $"./build.sh {target}",
        IsBuiltHere = Own.Contains,
    };

    public string PathOf(string file) => Path.Combine(Context, file);

    public void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
    }

    /// <summary>Writes a file with a time of modification that is always the same, as cp -p or rsync may do.</summary>
    public void WriteHidden(string file, string content)
    {
        Write(file, content);
        File.SetLastWriteTimeUtc(PathOf(file), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public LedgerBook Open() => Open(Options);

    /// <summary>Records a build. Steps whose label is named ran, and the others were cached; without labels, all ran.</summary>
    public IReadOnlyList<StepCause> Build(params string[] ran) => Build(true, ran);

    public IReadOnlyList<StepCause> Build(bool succeeded, params string[] ran)
    {
        using var book = Begin();
        return Record(book, succeeded, ran);
    }

    /// <summary>Records a build that failed before its first step.</summary>
    public void FailToParse()
    {
        using var book = Begin();
        book.RecordAsync(new BuildResult { Steps = [] }, Snapshot, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Begins a build, to be recorded with <see cref="Record"/>.</summary>
    public LedgerBook Begin()
    {
        var book = Open();
        Assert.That(book.Planned, Is.Not.Null);
        book.BeginAsync().GetAwaiter().GetResult();
        book.BeginRemoteCheck();
        return book;
    }

    /// <summary>Records a build that has begun.</summary>
    public IReadOnlyList<StepCause> Record(LedgerBook book, bool succeeded, params string[] ran)
    {
        book.RestoredMounts = Restored;
        DuringBuild();
        var triggers = Trigger is null ? 0 : 1;
        var first = book.Planned!.Steps[0];
        var result = new BuildResult
        {
            Succeeded = succeeded,
            EngineStopped = EngineStopped,
            Concurrent = Concurrent,
            Digest = "sha256:1",
            NoCache = Settings.NoCache is true,
            NoCacheFilter = [.. Settings.NoCacheFilter ?? []],
            Steps =
            [
                .. book.Planned!.Steps.Select(step => new StepOutcome(
                    step.Stage,
                    step.Platform,
                    step.Number + triggers,
                    step.Of + triggers,
                    step.Instruction,
                    ran.Length == 0 || ran.Contains(step.Label) ? succeeded ? "ran" : "stopped" : "cached",
                    1,
                    BaseImage: false)),
                .. ResolvedBase is null ? [] : (StepOutcome[])[new StepOutcome(null, null, 1, first.Of, $"FROM {ResolvedBase}", "ran", 0, BaseImage: true)],
                .. Enumerable.Repeat(new StepOutcome(null, null, first.Number, first.Of + 1, Trigger ?? "", "ran", 1, BaseImage: false), triggers),
            ],
        };
        return book.RecordAsync(result, Snapshot, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Begins a build that is interrupted, and is not recorded.</summary>
    public void Interrupt()
    {
        using var book = Open();
        book.BeginAsync().GetAwaiter().GetResult();
    }

    /// <summary>Predicts the steps of the next build.</summary>
    /// <param name="preceding">The builds that precede it in the same run.</param>
    public IReadOnlyList<StepPrediction> PredictSteps(PrecedingBuilds? preceding = null) =>
        Open().PredictAsync(engine: null, preceding).GetAwaiter().GetResult()!.Value.Steps;

    /// <summary>Predicts the next build, which is not skipped, one word for each step.</summary>
    public string Predict()
    {
        var prediction = Open(Options with { Skip = false }).PredictAsync(Snapshot).GetAwaiter().GetResult();
        return string.Join(' ', prediction!.Value.Steps.Select(step => step.Forecast));
    }

    /// <summary>Returns the cache mounts that the next build would restore.</summary>
    public string MissingMounts()
    {
        using var book = Open();
        var engine = Snapshot;
        book.BeginMountCheck(engine);
        return string.Join(' ', book.MissingMountsAsync(engine).GetAwaiter().GetResult().Order(StringComparer.Ordinal));
    }

    /// <summary>Forgets the results of all builds, which only predictions and causes need.</summary>
    public void ForgetSteps() => File.Delete(Path.Combine(Ledgers, "steps.txt"));

    /// <summary>Deletes the key, so that the next build creates another one.</summary>
    public void ReplaceKey() => File.Delete(Path.Combine(Ledgers, "ledger.key"));

    /// <summary>Leaves what the CI files carry to the next machine.</summary>
    public void Carry()
    {
        foreach (var file in Directory.EnumerateFiles(Ledgers, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "ledger.json"))
            File.Delete(file);
    }

    /// <summary>Returns the reason to build, as far as it is known without an engine.</summary>
    public string? ReasonToBuild()
    {
        var book = Open();
        return book.Planned is null ? "not planned" : SkipCheck.ReasonToBuild(book.Last, book.Planned, Options, book.Last?.Engine ?? "", "docker 1");
    }

    public void Dispose() => _folder.Dispose();

    private LedgerBook Open(LedgerOptions options) => 
        LedgerBook.Open(options, Image, Settings, "docker 1", Time, CancellationToken.None, engine: Snapshot);
}
