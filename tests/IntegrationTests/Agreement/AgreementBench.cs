using System.Collections.Immutable;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Agreement;

/// <summary>A project that is built again and again with a ledger, on an engine that may be pruned.</summary>
internal sealed class AgreementBench : IDisposable
{
    private const string EngineName = "docker test";

    private readonly EngineConnection _connection;
    private readonly EngineProbe _engine;
    private readonly string? _engineId;
    private int _content;

    private AgreementBench(EngineConnection connection, EngineProbe engine, string? engineId, AgreementProject project)
    {
        (_connection, _engine, _engineId, Project) = (connection, engine, engineId, project);
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

    public EngineConnection Connection => _connection;

    private LedgerOptions Ledger => new()
    {
        Directory = Path.Combine(Folder, "ledger"),
        EngineId = _engineId,
        BuilderDriver = "docker",
        Skip = true,
    };

    private BuildxBuildSettings Settings => AnswerProcess.In(new BuildxBuildSettings(), _connection, Folder) with
    {
        Context = Path.Combine(Folder, "context"),
        Tag = [$"agreement:{Path.GetFileName(Folder)[10..].ToLowerInvariant()}"],
        Network = "host",
        BuildArg = Arguments.Count == 0 ? null : Arguments.ToImmutableSortedDictionary(pair => pair.Key, pair => (string?)pair.Value),
        Secret = Project.Dockerfile.Contains("type=secret", StringComparison.Ordinal) ? [BuildSecret.FromValue("token", Secret)] : null,
        BuildContext = Project.Dockerfile.Contains("--from=shared", StringComparison.Ordinal)
            ? [new NamedContext("shared", ContextSource.Local(PathOf("shared")))]
            : null,
    };

    public static async Task<AgreementBench> CreateAsync(PrivateEngine engine, AgreementProject project)
    {
        var connection = await engine.Engine.StartAsync();
        if (string.IsNullOrWhiteSpace(await Shell.RunAsync(connection, "docker images -q agreement-base:1")))
        {
            await HostToolsImage.ImportAsync(connection, "agreement-base:1", "sh", "cat", "true");
            await HostToolsImage.ImportAsync(connection, "agreement-base:2", "sh", "cat", "true", "sleep");
        }

        await Shell.RunAsync(connection, $"docker tag agreement-base:1 {AgreementProject.Base}");
        var probe = connection.Connect();
        return new AgreementBench(connection, probe, (await probe.InfoAsync()).Id, project);
    }

    public async Task<IReadOnlyList<StepPrediction>> PredictAsync() =>
        (await BuildExplanations.PredictAsync(Settings, "agreement", Ledger, _engine, EngineName))!.Steps;

    public Task<BuildReport> BuildAsync(bool skip = true) => BuildxTasks.BuildxBuildAsync(
        Settings,
        new BuildxBuildOptions { Image = "agreement", Engine = _engine, EngineName = EngineName, Ledger = Ledger with { Skip = skip }, Print = (_, _) => { } });

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

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
