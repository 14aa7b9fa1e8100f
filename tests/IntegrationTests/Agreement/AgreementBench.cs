using System.Collections.Immutable;
using IntegrationTests.Answers;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Agreement;

/// <summary>A project that is built again and again with a ledger, on engines that may be pruned.</summary>
internal sealed class AgreementBench : IDisposable
{
    private const string EngineName = "docker test";

    private readonly IReadOnlyList<AgreementEngine> _engines;
    private int _engine;
    private int _base = 1;
    private int _content;

    private AgreementBench(IReadOnlyList<AgreementEngine> engines, AgreementProject project)
    {
        (_engines, Project) = (engines, project);
        Folder = Directory.CreateTempSubdirectory("agreement-").FullName;
        WriteDockerfile(project.Dockerfile);
        Write(".dockerignore", "Dockerfile\n.dockerignore\n**/*.log\n");
        foreach (var file in project.Files)
            Write(file, NextContent());
        Write("app/notes.log", "");
    }

    public AgreementProject Project { get; }

    public string Folder { get; }

    public string Dockerfile { get; private set; } = "";

    public Dictionary<string, string> Arguments { get; } = [];

    public string Secret { get; set; } = "first-secret";

    /// <summary>True if builds import the cache in <see cref="CacheFolder"/>.</summary>
    public bool ImportsCache { get; set; }

    public string CacheFolder => Path.Combine(Folder, "cache");

    public EngineConnection Connection => Engine.Connection;

    private AgreementEngine Engine => _engines[_engine];

    private LedgerOptions Ledger => new()
    {
        Directory = Path.Combine(Folder, "ledger"),
        EngineId = Engine.Id,
        BuilderDriver = "docker",
        Skip = true,
    };

    private BuildxBuildSettings Settings => AnswerProcess.In(new BuildxBuildSettings(), Connection, Folder) with
    {
        Context = Path.Combine(Folder, "context"),
        Network = "host",
        BuildArg = Arguments.Count == 0 ? null : Arguments.ToImmutableSortedDictionary(pair => pair.Key, pair => (string?)pair.Value),
        Secret = Project.Dockerfile.Contains("type=secret", StringComparison.Ordinal) ? [BuildSecret.FromValue("token", Secret)] : null,
        BuildContext = Project.Dockerfile.Contains("--from=shared", StringComparison.Ordinal)
            ? [new NamedContext("shared", ContextSource.Local(PathOf("shared")))]
            : null,
        CacheFrom = ImportsCache ? [new LocalCacheFrom(CacheFolder)] : null,
    };

    public static async Task<AgreementBench> CreateAsync(IReadOnlyList<AgreementEngine> engines, AgreementProject project)
    {
        foreach (var engine in engines)
            await engine.SetBaseAsync(1);
        return new AgreementBench(engines, project);
    }

    /// <summary>Moves the tag of the base image. Returns false if it was there.</summary>
    public async Task<bool> SetBaseAsync(int number)
    {
        var isNew = _base != number;
        _base = number;
        await Engine.SetBaseAsync(number);
        return isNew;
    }

    /// <summary>Builds with the other engine from now on.</summary>
    public async Task SwitchAsync()
    {
        _engine = (_engine + 1) % _engines.Count;
        await Engine.SetBaseAsync(_base);
    }

    public Task RestartAsync() => Engine.RestartAsync();

    /// <summary>Exports the cache with <c>mode=min</c> and imports it from now on.</summary>
    public async Task ExportCacheAsync()
    {
        await BuildAsync(Settings with { CacheTo = [new LocalCacheTo(CacheFolder) { Mode = CacheMode.Min }] }, "agreement", skip: false);
        ImportsCache = true;
    }

    /// <summary>Imports no cache from now on. Results of which the builder has only the keys are created.</summary>
    public async Task ForgetCacheAsync()
    {
        ImportsCache = false;
        await Shell.RunAsync(Connection, "docker buildx prune -af");
        await BuildAsync(skip: false);
    }

    /// <summary>Predicts the steps of a build that is not skipped.</summary>
    public async Task<IReadOnlyList<StepPrediction>> PredictAsync(string image = "agreement") =>
        (await BuildExplanations.PredictAsync(Settings, image, Ledger with { Skip = false }, Engine.Probe, EngineName))!.Steps;

    public Task<BuildReport> BuildAsync(string image = "agreement", bool skip = true) => BuildAsync(Settings, image, skip);

    public string PathOf(string file) => Path.Combine(Folder, "context", file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void WriteDockerfile(string text)
    {
        Dockerfile = text;
        Write("Dockerfile", text);
    }

    /// <summary>Returns a text that no earlier build has seen.</summary>
    public string NextContent() => $"{Guid.NewGuid():N} {_content++}\n";

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Task<BuildReport> BuildAsync(BuildxBuildSettings settings, string image, bool skip) => BuildxTasks.BuildxBuildAsync(
        settings.AddTag($"{image}:{Path.GetFileName(Folder)[10..].ToLowerInvariant()}"),
        new BuildxBuildOptions
        {
            Image = image,
            Engine = Engine.Probe,
            EngineName = EngineName,
            Ledger = Ledger with { Skip = skip },
            Print = (_, _) => { },
        });
}
