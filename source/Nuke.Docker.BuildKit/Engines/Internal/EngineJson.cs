using System.Text.Json.Serialization;
using Nuke.Docker.BuildKit.Answers.Engine;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>JSON of the engine and of the CLI. Names and structure are docker's.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSerializable(typeof(HistoryAnswer[]))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(DistributionAnswer))]
[JsonSerializable(typeof(DiskUsageAnswer))]
[JsonSerializable(typeof(DockerConfigFile))]
[JsonSerializable(typeof(DockerContextFile))]
[JsonSerializable(typeof(DaemonFile))]
internal sealed partial class EngineJson : JsonSerializerContext;

internal sealed record VersionAnswer(string? Version, string? ApiVersion, string? MinAPIVersion, string? Os, string? Arch, string? KernelVersion)
{
    public EngineVersion ToVersion() => new(Version ?? "", ApiVersion ?? "", MinAPIVersion, Os ?? "", Arch ?? "", KernelVersion);
}

internal sealed record InfoAnswer(
    string? ServerVersion,
    string? Driver,
    string?[][]? DriverStatus,
    string? CgroupDriver,
    string? CgroupVersion,
    string? DockerRootDir,
    string? OperatingSystem,
    string? OSType,
    string? Architecture,
    [property: JsonPropertyName("NCPU")] int ProcessorCount,
    long MemTotal,
    int ContainersRunning,
    [property: JsonPropertyName("ID")] string? Id = null)
{
    public EngineInfo ToInfo() => new(
        ServerVersion ?? "",
        Driver ?? "",
        DriverStatus?.Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1"]) ?? false,
        CgroupDriver,
        CgroupVersion,
        DockerRootDir ?? "",
        OperatingSystem ?? "",
        OSType ?? "",
        Architecture ?? "",
        ProcessorCount,
        MemTotal)
    {
        RunningContainers = ContainersRunning,
        Id = Id,
    };
}

/// <summary>JSON of a network.</summary>
internal sealed record NetworkAnswer(string? Id);

/// <summary>JSON of an image of a registry.</summary>
internal sealed record DistributionAnswer(DescriptorAnswer? Descriptor);

internal sealed record DescriptorAnswer([property: JsonPropertyName("digest")] string? Digest);

/// <summary>JSON of the disk usage of the build cache.</summary>
internal sealed record DiskUsageAnswer(CacheRecordAnswer[]? BuildCache);

internal sealed record CacheRecordAnswer([property: JsonPropertyName("ID")] string? Id, string? Type, string? Description, DateTimeOffset CreatedAt, long Size)
{
    public EngineCacheRecord ToRecord() => new(Id ?? "", Type ?? "", Description ?? "", CreatedAt, Size);
}

/// <summary>JSON of an image.</summary>
internal sealed record ImageAnswer(string? Id, long Size, [property: JsonPropertyName("RootFS")] LayersAnswer? RootFS, ImageConfigAnswer? Config)
{
    public EngineImage ToImage() => new(Id ?? "", Size) { Layers = RootFS?.Layers ?? [], Inherited = Config?.Inherited ?? "" };
}

/// <summary>JSON of the part of an image's configuration that the steps of a build inherit.</summary>
internal sealed record ImageConfigAnswer(string[]? Env, string? User, string? WorkingDir, string[]? Shell, string[]? OnBuild)
{
    public string Inherited => string.Join('\0', [.. Env ?? [], "", User ?? "", WorkingDir ?? "", .. Shell ?? [], "", .. OnBuild ?? []]);
}

internal sealed record LayersAnswer(string[]? Layers);

/// <summary>JSON of an entry in the history of an image.</summary>
internal sealed record HistoryAnswer(string? CreatedBy, long Size);

internal sealed record ErrorAnswer([property: JsonPropertyName("message")] string? Message);

internal sealed record DockerConfigFile(
    [property: JsonPropertyName("currentContext")] string? CurrentContext,
    [property: JsonPropertyName("cliPluginsExtraDirs")] string[]? CliPluginsExtraDirs);

internal sealed record DockerContextFile(string? Name, Dictionary<string, DockerContextEndpoint>? Endpoints);

internal sealed record DockerContextEndpoint(string? Host, [property: JsonPropertyName("SkipTLSVerify")] bool SkipTlsVerify);

/// <summary>JSON of the embedded engine's daemon.json.</summary>
internal sealed record DaemonFile
{
    [JsonPropertyName("features")]
    public required Dictionary<string, bool> Features { get; init; }

    [JsonPropertyName("storage-driver")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StorageDriver { get; init; }

    [JsonPropertyName("bridge")]
    public string Bridge { get; init; } = "none";

    [JsonPropertyName("iptables")]
    public bool Iptables { get; init; }

    [JsonPropertyName("ip6tables")]
    public bool Ip6tables { get; init; }

    [JsonPropertyName("ip-forward")]
    public bool IpForward { get; init; }

    [JsonPropertyName("group")]
    public required string Group { get; init; }

    [JsonPropertyName("cgroup-parent")]
    public required string CgroupParent { get; init; }

    [JsonPropertyName("exec-opts")]
    public required string[] ExecOptions { get; init; }

    [JsonPropertyName("shutdown-timeout")]
    public int ShutdownTimeout { get; init; } = 5;
}
