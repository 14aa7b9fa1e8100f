using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Scaffolding.Ci;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

/// <summary>Plans of CI files, and the folder of the expected files.</summary>
internal static class CiSamples
{
    private static readonly CiPlan s_build = new()
    {
        Build = "./build.sh DockerBuild",
        ExportMounts = "./build.sh DockerCacheMountsExport",
        ImportMounts = "./build.sh DockerCacheMountsImport",
        HasGlobalJson = true,
        Records =
        [
            new("ledger", ".nuke/temp/docker-ledger", "*/ledger.json", IsShared: false),
            new("history", "~/.cache/nuke-docker-buildkit", "-*/*.history", IsShared: true),
        ],
    };

    /// <summary>The plans by name.</summary>
    public static IReadOnlyDictionary<string, CiPlan> Plans { get; } = new Dictionary<string, CiPlan>
    {
        ["one-machine"] = s_build with { ExportMounts = null, ImportMounts = null },
        ["mounts"] = s_build with { Branch = "release/v1", Secrets = ["PIP_TOKEN"] },
        ["publish"] = s_build with { Registries = ["ghcr.io"], Secrets = ["PIP_TOKEN", "NPM_TOKEN"] },
        ["platforms"] = s_build with
        {
            Registries = ["ghcr.io", "registry.example.com:5000"],
            Platforms = [new("linux/amd64", ["bot", "web"]), new("linux/arm64", ["bot"]), new("linux/arm/v7", ["bot", "web"])],
        },
        ["platforms-unpublished"] = s_build with { Platforms = [new("linux/amd64", []), new("linux/arm64", [])] },
        ["tool"] = new CiPlan
        {
            Build = "docker-buildkit build --image-name registry.gitlab.com/acme/bot",
            Install = "dotnet tool install --global Nuke.Docker.BuildKit.Tool --version 0.1.0",
            Records =
            [
                new("ledger", "~/.cache/nuke-docker-buildkit", "-*/docker-ledger/*/ledger.json", IsShared: true),
                new("history", "~/.cache/nuke-docker-buildkit", "-*/*.history", IsShared: true),
            ],
            Registries = ["registry.gitlab.com"],
            Platforms = [new("linux/amd64", []), new("linux/arm64", [])],
        },
    };

    /// <summary>Compares a text with the expected file. <c>UPDATE_EXPECTED=1</c> writes it: review the difference.</summary>
    public static void Compare(string text, string name, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "Samples", name);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
            File.WriteAllText(path, text);
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)));
    }

    /// <summary>Reads a file of the folder.</summary>
    public static string Read(string name, [CallerFilePath] string source = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "Samples", name));
}
