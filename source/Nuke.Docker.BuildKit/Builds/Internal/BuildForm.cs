using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// A form of build: <c>docker buildx build</c>, <c>docker buildx bake</c> or <c>docker compose build</c>. It creates the command of the next attempt,
/// reads its output, and leaves parts out.
/// </summary>
/// <param name="parts">The images, in the order of their reports.</param>
internal abstract class BuildForm(IEnumerable<BuildPart> parts)
{
    /// <summary>The reason to build a part with <see cref="HasLinkedParts"/> if another part is built.</summary>
    public const string BuiltWithOthers = "another image of its build is not up to date";

    /// <summary>The original command.</summary>
    public abstract DockerSettings Command { get; }

    /// <summary>True if the command pushes all its images.</summary>
    public abstract bool Pushes { get; }

    /// <summary>The style of the printed progress.</summary>
    public abstract ProgressStyle Style { get; }

    /// <summary>The images, in the order of their reports.</summary>
    public IReadOnlyList<BuildPart> Parts { get; protected set; } = [.. parts];

    /// <summary>True if the context of a part is another part, so that they are built together.</summary>
    public virtual bool HasLinkedParts => Parts.Any(part => part.Given.BuildContext?.Any(context => context.Source.Kind == ContextKind.Target) == true);

    /// <summary>The parts that recovery can still leave out.</summary>
    public RecoverySituation Situation => new()
    {
        Stages = CanRebuildStage,
        Imports = Parts.Any(part => part.Imports),
        Exports = Parts.Any(part => part.Exports),
        Uncached = Parts.All(part => part.Build.NoCache is true),
    };

    /// <summary>True if the command can build a single stage without the cache. Default: true.</summary>
    protected virtual bool CanRebuildStage => true;

    /// <summary>Reads the parts of the build, if the settings do not contain them.</summary>
    public virtual Task PlanAsync(TimeProvider? time, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Builds only some parts; the others are up to date. Called before the first attempt.</summary>
    /// <param name="kept">The parts that are built, in the order of <see cref="Parts"/>.</param>
    public virtual void Keep(IReadOnlyList<BuildPart> kept) => Parts = kept;

    /// <summary>Writes the files that the next attempt reads, and returns its command.</summary>
    /// <param name="files">The files that the command writes.</param>
    public abstract DockerSettings Prepare(RunFiles files);

    /// <summary>Puts the result of a successful command where it belongs, if the command cannot. Default: it can.</summary>
    /// <returns>The result of the last process. <c>null</c>: nothing was left to do.</returns>
    public virtual Task<ProcessResult?> DeliverAsync(Action<OutputLine> onLine, TimeProvider time, CancellationToken cancellationToken) =>
        Task.FromResult<ProcessResult?>(null);

    /// <summary>Returns the settings that decide about a part: those of a build of it alone.</summary>
    public virtual BuildxBuildSettings LedgerSettings(BuildPart part) => part.Given;

    /// <summary>Returns what decides about a part besides its settings, and the reason why it must always be built. Default: nothing.</summary>
    public virtual LedgerFacts FactsOf(BuildPart part) => new("", ReasonToBuild: null) { Dockerfile = part.InlineDockerfile };

    /// <summary>Returns the settings whose secrets must not be printed during an attempt.</summary>
    /// <param name="command">The command of the attempt.</param>
    public virtual IEnumerable<DockerSettings> SettingsWithSecrets(DockerSettings command) => [.. Parts.Select(part => part.Given), command];

    /// <summary>Converts a line of output to lines of <c>rawjson</c> progress.</summary>
    public virtual IEnumerable<string> ProgressLines(OutputLine line) => line.Kind == OutputKind.StandardError ? [line.Text] : [];

    /// <summary>Reads the metadata of an attempt, by <see cref="BuildPart.Name"/>. Empty: there is none.</summary>
    public abstract IReadOnlyDictionary<string, MetadataFile> ReadMetadata(string metadataFile);

    /// <summary>Replaces each part.</summary>
    public void Update(Func<BuildPart, BuildPart> update) => Parts = [.. Parts.Select(update)];

    /// <summary>Replaces each part, one after the other.</summary>
    public async Task UpdateAsync(Func<BuildPart, Task<BuildPart>> update)
    {
        var updated = new List<BuildPart>();
        foreach (var part in Parts)
            updated.Add(await update(part));
        Parts = updated;
    }

    /// <summary>Applies a decision to the parts that it concerns. Other parts keep their caches.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="fault">The fault of the last attempt.</param>
    /// <param name="failed">Names of the parts that failed. Empty: they are not known, and the decision concerns all parts.</param>
    /// <param name="withoutDamaged">Removes the imports that are known to be damaged.</param>
    public void LeaveOut(
        RecoveryDecision decision,
        DockerFault fault,
        IReadOnlyCollection<string> failed,
        Func<BuildxBuildSettings, BuildxBuildSettings> withoutDamaged)
    {
        // BuildKit does not report the cache of a damaged blob. A failed part whose imports are not known to be damaged loses all of them.
        HashSet<string> damaged = decision.Rung == RecoveryRung.WithoutImport ? [.. Parts.Where(HasDamagedImport).Select(part => part.Name)] : [];
        var possible = Parts.Where(part => Has(part, decision.Rung) && !damaged.Contains(part.Name)).Select(part => part.Name).ToList();
        var concerned = possible.FindAll(failed.Contains);
        if (concerned.Count == 0 && damaged.Count == 0)
            concerned = possible;
        Update(part => damaged.Contains(part.Name) ? part with { Build = withoutDamaged(part.Build) }
            : concerned.Contains(part.Name) ? part with { Build = ReducedBuild.Of(part.Build, decision, fault) }
            : part);

        bool HasDamagedImport(BuildPart part) => part.Imports && withoutDamaged(part.Build).CacheFrom?.Count < part.Build.CacheFrom!.Count;
    }

    private static bool Has(BuildPart part, RecoveryRung? rung) => rung switch
    {
        RecoveryRung.WithoutImport => part.Imports,
        RecoveryRung.WithoutExport => part.Exports,
        _ => true,
    };

    /// <summary>Converts a progress mode of buildx to a style.</summary>
    protected static ProgressStyle StyleOf(ProgressMode? mode) => mode switch
    {
        null or ProgressMode.Auto => ProgressStyle.Auto,
        ProgressMode.Plain => ProgressStyle.Plain,
        ProgressMode.Quiet or ProgressMode.None => ProgressStyle.Quiet,
        ProgressMode.RawJson => ProgressStyle.RawJson,
        _ => ProgressStyle.Tty,
    };
}
