using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Engines;

/// <summary>An engine for one test, in its own folder; only the programs are shared.</summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;

    public PrivateEngine(string? directory = null, string? packages = null)
    {
        if (EmbeddedEngine.UnsupportedReason() is { } reason)
            Assert.Ignore(reason);

        _environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            [EmbeddedEngine.PackagesVariable] = packages ?? TestEngine.Packages,
        };
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("engine-").FullName;
        Engine = Another();
    }

    public string Directory { get; }

    public EmbeddedEngine Engine { get; }

    public List<string> Messages { get; } = [];

    /// <summary>The same engine, seen as from another process.</summary>
    public EmbeddedEngine Another() => new(Directory, progress: Messages.Add, environment: _environment);

    public async Task<int> ProcessIdAsync() => (await Engine.StatusAsync()).ProcessId ?? throw new InvalidOperationException("No engine runs.");

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(deleteData: true);

        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
    }
}
