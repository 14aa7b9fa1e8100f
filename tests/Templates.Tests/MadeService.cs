using System.Text.Json;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace Templates.Tests;

/// <summary>A project created from a template, built as by a user.</summary>
internal sealed class MadeService(TemplatePackages packages, EngineConnection connection, SealedSources sources, string directory, string packageManager)
{
    public string Directory => directory;

    public string Image => Path.GetFileName(directory);

    public BuildReport Report => BuildReportReader.Read(PathOf($"artifacts/docker/{Image}/report.json"));

    private string Network => connection.NeedsHostNetwork ? "--network=host" : "";

    public string PathOf(string path) => Path.Combine(directory, path);

    /// <summary>Builds the image with the sealed base image and packages. The first call compiles the build project.</summary>
    public Task<Run> BuildAsync() =>
        RunAsync(["DockerBuild", .. BuildArguments(), .. Parameter("--secret", sources.Secrets(packageManager))]);

    private async Task<Run> RunAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(packages.Environment)
        {
            ["XDG_CACHE_HOME"] = Path.Combine(packages.Projects, "cache"),
            ["DOCKER_HOST"] = connection.DockerHost,
            ["DOCKER_CONFIG"] = connection.DockerConfig,
            ["PATH"] = $"{Path.GetDirectoryName(connection.DockerPath)}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        var run = await Run.Start(directory, PathOf("build.sh"), arguments, environment).EndAsync();
        return run.ExitCode == 0 ? run : throw new AssertionException($"./build.sh {string.Join(' ', arguments)}: {run}");
    }

    /// <summary>Lints as CI does, including BuildKit's own checks.</summary>
    /// <returns>What <c>lint.sarif</c> holds: rules and messages.</returns>
    public async Task<IReadOnlyList<string>> LintAsync()
    {
        await RunAsync(["DockerLint", "--fail-on", "warning", .. BuildArguments()]);
        using var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("artifacts/docker/lint.sarif")));
        return [.. sarif.RootElement.GetProperty("runs")
            .EnumerateArray()
            .SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Select(result => result.GetRawText())];
    }

    private string[] BuildArguments() => Parameter("--build-arg", sources.BuildArguments(packageManager));

    // The values of a list parameter follow one name.
    private static string[] Parameter(string name, IEnumerable<string> values) => values.ToArray() is { Length: > 0 } given ? [name, .. given] : [];

    /// <summary>
    /// Takes over the compiled build of a project whose build is the same to the byte, times included: <c>build.sh</c> then compiles nothing,
    /// and would where a file differs.
    /// </summary>
    public void TakeCompiledBuildOf(MadeService other)
    {
        foreach (var path in new[] { "build/_build.csproj", "build/Build.cs", "build.sh" })
            Assert.That(File.ReadAllBytes(PathOf(path)), Is.EqualTo(File.ReadAllBytes(other.PathOf(path))), path);
        Shell.RunAsync(
            connection,
            $"rm -rf build build.sh .nuke && cp -a '{other.Directory}/build' '{other.Directory}/build.sh' '{other.Directory}/.nuke' .",
            directory).GetAwaiter().GetResult();
    }

    public async Task<string[]> ListAsync(string folder) =>
        (await Shell.RunAsync(connection, $"docker run --rm {Network} --entrypoint ls {Image} -A {folder}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lists files that must not be in the image: compilers, package managers, wheels (except those of the base image's pip), caches.</summary>
    public Task<string> FindLeftoversAsync() => Shell.RunAsync(connection, $"""
        docker run --rm --user 0 {Network} --entrypoint sh {Image} -c '
          for name in gcc cc g++ make cargo uv poetry; do command -v $name; done
          find / -xdev -name "*.whl" -not -path "*/ensurepip/*" -not -path "/usr/share/python-wheels/*"
          find /root/.cache /wheels /heavy /opt -type f 2>/dev/null; true'
        """);
}
