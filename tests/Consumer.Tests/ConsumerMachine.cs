using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace Consumer.Tests;

/// <summary>
/// A machine of somebody who uses the packages: a home folder of its own, an empty package cache, and as feeds the packages of this repository and those of
/// others that have been restored here before.
/// </summary>
internal sealed class ConsumerMachine : IAsyncDisposable
{
    private static readonly string s_dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private readonly string _root = Directory.CreateTempSubdirectory("consumer-").FullName;
    private readonly EngineConnection _connection;
    private readonly SealedSources _sources;

    private ConsumerMachine(EngineConnection connection, SealedSources sources) => (_connection, _sources) = (connection, sources);

    public EngineConnection Connection => _connection;

    public string Feed => PathOf("feed");

    public string Home => PathOf("home");

    /// <summary>Packs the packages, and prepares the base image and the index of Python's packages.</summary>
    public static async Task<ConsumerMachine> CreateAsync()
    {
        var connection = await TestEngine.ConnectAsync();
        var sources = await SealedSources.PrepareAsync(connection, TestEngine.SealedInputs, TestContext.Progress.WriteLine);
        var machine = new ConsumerMachine(connection, sources);
        Directory.CreateDirectory(machine.Home);
        await machine.PackAsync();
        await File.WriteAllTextAsync(machine.PathOf("nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="ours" value="{machine.Feed}" />
                <add key="others" value="{DotNetSdk.Packages}" />
              </packageSources>
            </configuration>
            """);
        return machine;
    }

    public string PathOf(string path) => Path.Combine(_root, path);

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return PathOf(path);
    }

    /// <summary>Runs commands in a folder, as they are typed into a shell.</summary>
    public async Task<string> RunAsync(string folder, string commands)
    {
        Directory.CreateDirectory(PathOf(folder));
        var run = await Run.Start(PathOf(folder), "bash", ["-euo", "pipefail", "-c", commands], Environment).EndAsync();
        return run.ExitCode == 0 ? run.Output : throw new AssertionException($"{commands}\n{run}");
    }

    public async ValueTask DisposeAsync()
    {
        await _sources.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private Dictionary<string, string?> Environment
    {
        get
        {
            var environment = new Dictionary<string, string?>
            {
                ["HOME"] = Home,
                ["DOTNET_CLI_HOME"] = Home,
                ["DOTNET_ROOT"] = s_dotnet,
                ["NUGET_PACKAGES"] = PathOf("packages"),
                ["XDG_CACHE_HOME"] = PathOf("cache"),
                ["DOCKER_HOST"] = _connection.DockerHost,
                ["DOCKER_CONFIG"] = _connection.DockerConfig,
                ["NukeHost"] = null,
                ["NukeHostChoice"] = null,
                ["NuGetAudit"] = "false",
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
                ["NO_COLOR"] = "1",
            };
            foreach (var (name, value) in _connection.ProcessEnvironment())
                environment[name] = value;
            // The folder of global tools first, as in a shell of a user.
            environment["PATH"] = string.Join(
                ':',
                Path.Combine(Home, ".dotnet", "tools"),
                Path.GetDirectoryName(_connection.DockerPath),
                s_dotnet,
                System.Environment.GetEnvironmentVariable("PATH"));
            // Where Docker Hub and PyPI can't be reached, parameters in the environment name their stand-ins, so that the commands stay as they are.
            environment["BuildArg"] = _sources.BuildArguments("pip").SingleOrDefault();
            environment["Secret"] = _sources.Secrets("pip").SingleOrDefault();
            return environment;
        }
    }

    // Packs the assemblies that these tests were compiled with; nothing is compiled again.
    private async Task PackAsync()
    {
        string[] arguments =
        [
            "msbuild", "build/Packages.proj", "-nologo", "-v:q", "-nodeReuse:false",
            $"-p:Configuration={DotNetSdk.Configuration}", $"-p:PackageOutputPath={Feed}/",
            "-p:NoBuild=true", "-p:NukeHost=embedded",
        ];
        var run = await Run.Start(
            Repository.Root,
            Path.Combine(s_dotnet, "dotnet"),
            arguments,
            new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" }).EndAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException(run.ToString());
    }
}
