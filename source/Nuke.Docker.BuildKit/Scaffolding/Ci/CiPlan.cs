using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>Describes what the CI files of a repository do: the commands of the build, its machines, registries and secrets.</summary>
internal sealed record CiPlan
{
    /// <summary>The command that builds the images, such as <c>./build.sh DockerBuild</c>.</summary>
    public required string Build { get; init; }

    /// <summary>The command that exports cache mounts. <c>null</c>: the build cannot.</summary>
    public string? ExportMounts { get; init; }

    /// <summary>The command that imports cache mounts. <c>null</c>: the build cannot.</summary>
    public string? ImportMounts { get; init; }

    /// <summary>The folders with the records of builds, which explain the next one.</summary>
    public ImmutableArray<CiFolder> Records { get; init; } = [];

    /// <summary>The command that installs the program of the other commands. <c>null</c>: it is part of the repository.</summary>
    public string? Install { get; init; }

    /// <summary>True if the repository has a <c>global.json</c>, which names the .NET SDK.</summary>
    public bool HasGlobalJson { get; init; }

    /// <summary>The branch whose pushes are published.</summary>
    public string Branch { get; init; } = "main";

    /// <summary>The folder of the reports, relative to the repository.</summary>
    public string Reports { get; init; } = "artifacts/docker";

    /// <summary>The platforms, each built on a machine of its own. Empty: that of the machine.</summary>
    public ImmutableArray<CiPlatform> Platforms { get; init; } = [];

    /// <summary>The registries to which images are pushed. Empty: images are built and not pushed.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>The environment variables with the secrets of the builds.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    public bool CarriesMounts => ExportMounts is not null && ImportMounts is not null;

    public bool CarriesRecords => Records.Length > 0;

    public bool Publishes => Registries.Length > 0;

    public bool Joins => Publishes && Platforms.Length > 0;
}

/// <summary>A platform that is built on a machine of its own.</summary>
/// <param name="Name">The platform, such as <c>linux/arm64</c>.</param>
/// <param name="Images">The images that have it. Empty: all.</param>
internal sealed record CiPlatform(string Name, ImmutableArray<string> Images)
{
    /// <summary>The name in tags and artifacts, such as <c>linux-arm64</c>.</summary>
    public string Suffix => Name.Replace('/', '-');

    public bool IsArm64 => Name is "linux/arm64" or "linux/arm64/v8";

    /// <summary>True if hosted machines run it without emulation.</summary>
    public bool IsNative => IsArm64 || Name == "linux/amd64";
}
