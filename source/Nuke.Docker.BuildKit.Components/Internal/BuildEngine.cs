using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The engine that a target builds with, and what all builds of the target have in common.</summary>
internal sealed partial class BuildEngine
{
    private readonly EngineSession _session;
    private readonly EngineProbe _client;
    private readonly EngineInfo _info;

    private BuildEngine(EngineSession session, EngineConnection connection, EngineProbe client, EngineInfo info) =>
        (_session, Connection, _client, _info) = (session, connection, client, info);

    public EngineConnection Connection { get; }

    /// <summary>True if the current builder can export a cache. The docker driver needs the containerd image store for that.</summary>
    public bool CanExport => _info.UsesContainerdStore || Connection.BuilderDriver != "docker";

    /// <exception cref="EngineNotFoundException">No engine responds, and none can be started here.</exception>
    public static async Task<BuildEngine> ConnectAsync(IHazDockerEngine build, CancellationToken cancellationToken)
    {
        var session = EngineSession.Of(build);
        var connection = await session.ConnectAsync(cancellationToken);
        var client = connection.Connect();
        return new BuildEngine(session, connection, client, await client.InfoAsync(cancellationToken));
    }

    /// <summary>The options that all forms of build have in common, from the parameters of a build class and its engine.</summary>
    public TOptions Apply<TOptions, TBuild>(TOptions options, TBuild build)
        where TOptions : BuildOptions
        where TBuild : IHazDockerCache, IHazDockerRecovery, IHazDockerReports
    {
        BuildOptions common = options;
        return (TOptions)(common with
        {
            Print = BuildLog.Print,
            Console = BuildLog.Console,
            HistoryDirectory = build.DockerCacheDirectory,
            Engine = _client,
            EngineName = EngineName,
            EngineReturned = _session.Returned,
            LocalCache = CacheLimits.Of(build),
            Recovery = build.DockerRecoveryLimits,
            OverBudget = build is IHazDockerBudgets budgets ? report => Budgets.Exceeded(budgets, report) : null,
            Ledger = LedgerOf(build) with
            {
                ChecksDownloads = build.DockerCheckDownloads ?? true,
                ReadsSizes = build is IHazDockerBudgets { DockerMaximumImageSize.Length: > 0 },
            },
        });
    }

    /// <summary>The options of the ledgers. Builds are not skipped.</summary>
    public LedgerOptions LedgerOf(IHazDockerReports build) => new()
    {
        CommandOf = build.CommandOf,
        IsBuiltHere = reference => build is IHazDockerImages images
            && ImageReference.TryParse(reference, out var named)
            && images.Images.SelectMany(image => image.References).Any(own => ImageReference.Parse(own) == named.WithDefaultTag()),
        Directory = build.DockerLedgerDirectory,
        EngineId = _info.Id,
        BuilderDriver = Connection.BuilderDriver,
    };

    /// <summary>Predicts the steps of a build.</summary>
    public Task<BuildPrediction?> PredictAsync(
        PlannedImage image,
        IDockerBuild build,
        PrecedingBuilds preceding,
        CancellationToken cancellationToken)
    {
        var ledger = LedgerOf(build) with { Skip = build.Skips() };
        return BuildExplanations.PredictAsync(image.Settings, image.Name, ledger, _client, EngineName, preceding, image.Facts, cancellationToken);
    }

    private string EngineName => $"docker {_info.ServerVersion}";

    /// <summary>Logs the summaries of reports.</summary>
    public static void Log(IReadOnlyCollection<BuildReport> reports)
    {
        foreach (var line in reports.SelectMany(TerminalSummary.Of))
            Serilog.Log.Information("{Line:l}", line);
    }
}
