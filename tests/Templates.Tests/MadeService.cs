using System.Net;
using System.Net.Sockets;
using IntegrationTests.EndToEnd;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Templates;

/// <summary>A project made of a template, built as a user would.</summary>
internal sealed class MadeService(TemplatePackages packages, EngineConnection connection, SealedSources sources, string directory, string packageManager)
{
    public string Directory => directory;

    public string Image => Path.GetFileName(directory);

    public BuildReport Report => BuildReportReader.Read(PathOf($"artifacts/docker/{Image}/report.json"));

    public string PathOf(string path) => Path.Combine(directory, path);

    /// <summary>Runs <c>./build.sh</c>; the first time it compiles the build.</summary>
    public async Task<Run> BuildAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(packages.Environment)
        {
            ["XDG_CACHE_HOME"] = Path.Combine(packages.Projects, "cache"),
            ["DOCKER_HOST"] = connection.DockerHost,
            ["DOCKER_CONFIG"] = connection.DockerConfig,
            ["PATH"] = $"{Path.GetDirectoryName(connection.DockerPath)}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        var run = await Run.Start(directory, PathOf("build.sh"), [.. arguments, .. sources.Arguments(packageManager)], environment).EndAsync();
        return run.ExitCode == 0 ? run : throw new AssertionException($"./build.sh {string.Join(' ', arguments)}: {run}");
    }

    /// <summary>
    /// Takes over the compiled build of a project whose build is the same to the byte, times included: <c>build.sh</c> then compiles nothing,
    /// and would where a file differs.
    /// </summary>
    public void TakeCompiledBuildOf(MadeService other)
    {
        foreach (var path in new[] { "build/_build.csproj", "build/Build.cs", "build.sh" })
            Assert.That(File.ReadAllBytes(PathOf(path)), Is.EqualTo(File.ReadAllBytes(other.PathOf(path))), path);
        Shell.RunAsync(connection, $"rm -rf build build.sh .nuke && cp -a '{other.Directory}/build' '{other.Directory}/build.sh' '{other.Directory}/.nuke' .", directory).GetAwaiter().GetResult();
    }

    /// <summary>What a container of the image answers, and what a command in it says.</summary>
    public async Task<(string Answer, string User)> AskAsync(int port, string path)
    {
        var network = connection.NeedsHostNetwork ? "--network=host" : $"-p 127.0.0.1:{port}:{port}";
        var container = (await Shell.RunAsync(connection, $"docker run -d {network} {Image}")).Trim();
        try
        {
            using var client = new HttpClient();
            var answer = await GetWhenReadyAsync(client, new($"http://127.0.0.1:{port}{path}"), container);
            return (answer, (await Shell.RunAsync(connection, $"docker exec {container} id -u")).Trim());
        }
        finally
        {
            await Shell.RunAsync(connection, $"docker rm -f {container}");
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> GetWhenReadyAsync(HttpClient client, Uri address, string container)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.GetStringAsync(address);
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
            catch (HttpRequestException exception)
            {
                throw new AssertionException($"{address} doesn't answer: {exception.Message}\n{await Shell.RunAsync(connection, $"docker logs {container}")}", exception);
            }
        }
    }
}
