using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.EndToEnd;

/// <summary>A copy of this repository that a test may change, with the build already compiled, and its own cache folder.</summary>
internal sealed class Checkout : IDisposable
{
    private static readonly string[] s_left = [".git", "bin", "obj", "artifacts", "temp", "TestResults"];
    private static readonly string[] s_compiled =
    [
        "build/bin/run",
        .. new[] { "build.inputs", "dotnet.root", "Feeds.props", "feeds.inputs" }.Select(name => $".nuke/temp/{name}"),
    ];

    private readonly EngineConnection? _connection;

    private Checkout(EngineConnection? connection, bool compiled)
    {
        _connection = connection;
        Root = Directory.CreateTempSubdirectory("checkout-").FullName;
        CopyFolder(Repository.Root, Root, folder => !s_left.Contains(Path.GetFileName(folder)));
        Directory.CreateDirectory(PathOf(".nuke/temp"));
        foreach (var name in compiled ? s_compiled : [])
            Copy(Path.Combine(Repository.Root, name), PathOf(name));
    }

    public string Root { get; }

    public string Service => PathOf("templates/fastapi-service");

    public string CacheHome => PathOf("cache-home");

    /// <summary>Creates a copy that builds on the engine of the test run.</summary>
    public static async Task<Checkout> CreateAsync(bool compiled = true) => new(await TestEngine.ConnectAsync(), compiled);

    /// <summary>Creates a copy without a configured engine.</summary>
    public static Checkout CreateWithoutEngine(bool compiled = true) => new(connection: null, compiled);

    public string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Starts <c>./build.sh</c> as a user would.</summary>
    public Run Start(params string[] arguments) => Start(new Dictionary<string, string?>(), arguments);

    public Run Start(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["XDG_CACHE_HOME"] = CacheHome,
            ["SEALED_INPUTS_DIRECTORY"] = TestEngine.SealedInputs,
            ["DOCKER_BUILDKIT_ENGINE_PACKAGES"] = TestEngine.Packages,
            ["DOCKER_HOST"] = _connection?.DockerHost,
            ["DOCKER_CONFIG"] = _connection?.DockerConfig,
            ["NO_COLOR"] = "1",
        };
        foreach (var (name, value) in _connection?.ProcessEnvironment() ?? new Dictionary<string, string>())
            environment[name] = value;
        foreach (var (name, value) in variables)
            environment[name] = value;
        return Run.Start(Root, PathOf("build.sh"), arguments, environment);
    }

    /// <summary>Runs <c>./build.sh</c> to its end.</summary>
    public Task<Run> RunAsync(params string[] arguments) => Start(arguments).EndAsync();

    public Task<Run> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) => Start(variables, arguments).EndAsync();

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(string source, string target)
    {
        if (Directory.Exists(source))
            CopyFolder(source, target, _ => true);
        else if (File.Exists(source))
            File.Copy(source, target);
    }

    // File.Copy keeps the modification times, which build.sh compares.
    private static void CopyFolder(string source, string target, Func<string, bool> wanted)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source).Where(wanted))
            CopyFolder(folder, Path.Combine(target, Path.GetFileName(folder)), wanted);
    }
}
