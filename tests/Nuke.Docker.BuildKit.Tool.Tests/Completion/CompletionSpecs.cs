using System.Reflection;
using Nuke.Docker.BuildKit.Tool.Completion;

namespace Nuke.Docker.BuildKit.Tool.Tests.Completion;

/// <summary>Candidates for incomplete command lines, and the scripts in the shells that are installed.</summary>
public sealed class CompletionSpecs
{
    private ToolFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ToolFolder().Write("api/Dockerfile", "FROM scratch\n").Write("worker/Dockerfile", "FROM scratch\n");

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("b", "build bake builder")]
    [TestCase("cache ", "clean")]
    [TestCase("mounts ", "export import")]
    [TestCase("help doc", "doctor")]
    [TestCase("compl", "completion")]
    [TestCase("completion z", "zsh")]
    [TestCase("build --imag", "--image --image-name --image-tag")]
    [TestCase("lint --fail-on ", "error never warning")]
    [TestCase("build --image w", "worker")]
    [TestCase("build --image api w", "worker")]
    [TestCase("build --docker-cache-ref ", "")]
    [TestCase("build ap", "")]
    [TestCase("nothing --", "--help --version")]
    public void Candidates_fit_the_place(string line, string expected)
    {
        var exitCode = _folder.Run(["complete", "--", .. line.Split(' ')]);

        var names = _folder.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(candidate => candidate.Split('\t')[0]);
        Assert.That(string.Join(' ', names), Is.EqualTo(expected));
        Assert.That(exitCode, Is.Zero);
    }

    [TestCase("bash", "COMP_WORDS=(docker-buildkit lint --fail-on wa); COMP_CWORD=3; _docker_buildkit; echo \"${COMPREPLY[@]}\"", "warning")]
    [TestCase("bash", "COMP_WORDS=(docker-buildkit build --image ''); COMP_CWORD=3; _docker_buildkit; echo \"${COMPREPLY[@]}\"", "api worker")]
    [TestCase(
        "zsh",
        "compdef() {}; _describe() { print -l ${candidates%%:*}; }; words=(docker-buildkit lint --fail-on wa); CURRENT=4; {0}; _docker_buildkit",
        "warning")]
    [TestCase("fish", "{0}; complete -C 'docker-buildkit lint --fail-on wa'", "warning")]
    [Platform("Linux")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task A_script_asks_the_tool(string shell, string command, string expected)
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))))
            Assert.Ignore($"{shell} isn't installed.");
        WriteTool();
        _folder.Write("script", CompletionScripts.Of(shell)!);
        var load = $". '{_folder.PathOf("script")}'";

        var text = command.Contains("{0}", StringComparison.Ordinal) ? command.Replace("{0}", load, StringComparison.Ordinal) : $"{load}; {command}";
        var run = await Run.Start(_folder.Root, shell, ["-c", text], Variables).EndAsync();

        Assert.That(run.Output.Trim().Split('\t')[0], Is.EqualTo(expected), run.ToString());
    }

    [TestCase("docker-buildkit lint --fail-on wa", "warning")]
    [TestCase("docker-buildkit lint --fail-on ", "error never warning")]
    [TestCase("docker-buildkit build --image ", "api worker")]
    [TestCase("docker-buildkit build --imag", "--image --image-name --image-tag")]
    [TestCase("docker-buildkit b", "build bake builder")]
    [Platform("Linux")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task PowerShell_asks_the_tool(string line, string expected)
    {
        WriteTool();
        // As in $PROFILE, and then as the key Tab does.
        var command = "docker-buildkit completion powershell | Out-String | Invoke-Expression; "
            + $"(TabExpansion2 -inputScript '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText -join ' '";
        var host = typeof(CompletionSpecs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PowerShellHost");

        var run = await Run.Start(_folder.Root, "dotnet", [host.Value!, "-NoLogo", "-NoProfile", "-Command", command], Variables).EndAsync();

        Assert.That(run.Output.Trim(), Is.EqualTo(expected), run.ToString());
    }

    private Dictionary<string, string?> Variables => new() { ["PATH"] = $"{_folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}" };

    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    private void WriteTool()
    {
        _folder.Write("bin/docker-buildkit", $"#!/bin/sh\nexec dotnet '{typeof(ToolRun).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(_folder.PathOf("bin/docker-buildkit"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
