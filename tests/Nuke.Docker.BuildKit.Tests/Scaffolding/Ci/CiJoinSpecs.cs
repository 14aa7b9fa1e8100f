using System.Diagnostics;
using Nuke.Docker.BuildKit.Scaffolding.Ci;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

/// <summary>Runs the script that joins platforms in bash, with a <c>docker</c> that prints its arguments. Skipped without <c>jq</c>.</summary>
[Platform(Exclude = "Win")]
public sealed class CiJoinSpecs
{
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void SetUp()
    {
        Assume.That(File.Exists("/usr/bin/jq") || File.Exists("/usr/local/bin/jq") || File.Exists("/opt/homebrew/bin/jq"), "There is no jq");
        _folder = new TemporaryDirectory();
        Write("docker", "#!/bin/sh\necho \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder.Path, "docker"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void TearDown() => _folder?.Dispose();

    [Test]
    public async Task The_images_of_all_platforms_get_each_tag_without_its_suffix()
    {
        WriteReport("linux-amd64", "bot", "sha256:aa", "localhost:5000/acme/bot:1.4-linux-amd64", "localhost:5000/acme/bot:latest-linux-amd64");
        WriteReport("linux-arm64", "bot", "sha256:bb", "localhost:5000/acme/bot:1.4-linux-arm64", "localhost:5000/acme/bot:latest-linux-arm64");
        WriteReport("linux-amd64", "web", "sha256:cc", "acme/web:latest-linux-amd64");

        Assert.That(await RunAsync(), Is.EqualTo((0, """
            buildx imagetools create --tag localhost:5000/acme/bot:1.4 localhost:5000/acme/bot@sha256:aa localhost:5000/acme/bot@sha256:bb
            buildx imagetools create --tag localhost:5000/acme/bot:latest localhost:5000/acme/bot@sha256:aa localhost:5000/acme/bot@sha256:bb
            buildx imagetools create --tag acme/web:latest acme/web@sha256:cc

            """)));
    }

    [Test]
    public async Task An_image_without_a_digest_fails()
    {
        WriteReport("linux-amd64", "bot", "sha256:aa", "acme/bot:latest-linux-amd64");
        Write("reports/docker-reports-linux-arm64/bot/report.json", """{ "tags": ["acme/bot:latest-linux-arm64"], "result": {} }""");

        var (exitCode, output) = await RunAsync();

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
    }

    private void WriteReport(string platform, string image, string digest, params string[] tags) => Write(
        $"reports/docker-reports-{platform}/{image}/report.json",
        $$"""{ "tags": ["{{string.Join("\", \"", tags)}}"], "result": { "digest": "{{digest}}" } }""");

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private async Task<(int ExitCode, string Output)> RunAsync()
    {
        // The options of a run step on GitHub.
        var start = new ProcessStartInfo("bash", ["-e", "-c", CiJoin.Script("")])
        {
            WorkingDirectory = _folder.Path, RedirectStandardOutput = true, UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
