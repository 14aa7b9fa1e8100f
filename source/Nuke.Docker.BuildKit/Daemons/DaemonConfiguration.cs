using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Globalization;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>
/// Settings of the Docker daemon for builds, in <c>daemon.json</c>. <c>null</c> and empty values are not written, and what the file has stays.
/// </summary>
public sealed record DaemonConfiguration
{
    /// <summary>Makes BuildKit the builder of <c>docker build</c>: <c>features.buildkit</c>. It is the default since docker 23.</summary>
    public bool? BuildKit { get; init; }

    /// <summary>
    /// Stores images with containerd: <c>features.containerd-snapshotter</c>. The engine's own builder needs it to export a cache and to build several
    /// platforms. Images of the other store are hidden until it is used again.
    /// </summary>
    public bool? ContainerdSnapshotter { get; init; }

    /// <summary>Enables the garbage collection of the build cache: <c>builder.gc.enabled</c>.</summary>
    public bool? GarbageCollection { get; init; }

    /// <summary>The floor of the default rules: <c>builder.gc.defaultReservedSpace</c>.</summary>
    public DiskSpace? ReservedSpace { get; init; }

    /// <summary>The cap of the default rules: <c>builder.gc.defaultMaxUsedSpace</c>.</summary>
    public DiskSpace? MaxUsedSpace { get; init; }

    /// <summary>Space that the default rules leave free on the disk: <c>builder.gc.defaultMinFreeSpace</c>.</summary>
    public DiskSpace? MinFreeSpace { get; init; }

    /// <summary>Rules that replace the default rules: <c>builder.gc.policy</c>. Empty: the rules of the file stay.</summary>
    public ImmutableList<GarbagePolicy> GarbagePolicies { get; init; } = [];

    /// <summary>Mirrors of Docker Hub with their scheme, added to those of the file: <c>registry-mirrors</c>.</summary>
    public ImmutableList<string> RegistryMirrors { get; init; } = [];

    /// <summary>Registries without a trusted certificate, added to those of the file: <c>insecure-registries</c>.</summary>
    public ImmutableList<string> InsecureRegistries { get; init; } = [];

    /// <summary>The driver for the logs of new containers: <c>log-driver</c>, such as <c>local</c> or <c>json-file</c>.</summary>
    public string? LogDriver { get; init; }

    /// <summary>Size at which the log of a container is rotated: <c>log-opts.max-size</c>.</summary>
    public ByteSize? LogMaxSize { get; init; }

    /// <summary>Number of log files of a container: <c>log-opts.max-file</c>.</summary>
    public int? LogMaxFile { get; init; }

    /// <summary>Returns the settings of the file.</summary>
    /// <exception cref="InvalidSettingException">Docker does not accept a value, or a rule has no effect.</exception>
    [Pure]
    internal IReadOnlyList<DaemonSetting> ToSettings()
    {
        GarbageRules.Require(GarbagePolicies, "builder.gc.policy");
        GarbageRules.RequireSpaces("builder.gc", ReservedSpace, MaxUsedSpace);
        if (LogMaxFile < 1)
            throw new InvalidSettingException("log-opts.max-file", "it is less than 1; write the number of files to keep");
        foreach (var mirror in RegistryMirrors.Where(mirror => !Uri.TryCreate(mirror, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            throw new InvalidSettingException("registry-mirrors", $"'{mirror}' has no scheme; write https://{mirror}");

        List<DaemonSetting> settings = [];
        Add(["features", "buildkit"], BuildKit);
        Add(["features", "containerd-snapshotter"], ContainerdSnapshotter);
        Add(["builder", "gc", "enabled"], GarbageCollection ?? (HasGarbageSettings ? true : null));
        Add(["builder", "gc", "defaultReservedSpace"], Size(ReservedSpace));
        Add(["builder", "gc", "defaultMaxUsedSpace"], Size(MaxUsedSpace));
        Add(["builder", "gc", "defaultMinFreeSpace"], Size(MinFreeSpace));
        if (!GarbagePolicies.IsEmpty)
            Add(["builder", "gc", "policy"], new JsonArray([.. GarbagePolicies.Select(policy => policy.ToJson())]));
        AddItems("registry-mirrors", RegistryMirrors);
        AddItems("insecure-registries", InsecureRegistries);
        Add(["log-driver"], LogDriver);
        Add(["log-opts", "max-size"], LogMaxSize is { } size ? LogSize(size) : null);
        Add(["log-opts", "max-file"], LogMaxFile?.ToString(CultureInfo.InvariantCulture));
        return settings;

        void Add(ImmutableArray<string> path, JsonNode? value)
        {
            if (value is not null)
                settings.Add(new DaemonSetting(path, value.ToJsonString()));
        }

        void AddItems(string name, ImmutableList<string> items)
        {
            if (!items.IsEmpty)
                settings.Add(new DaemonSetting([name], new JsonArray([.. items.Select(item => JsonValue.Create(item))]).ToJsonString()) { Adds = true });
        }
    }

    private bool HasGarbageSettings => ReservedSpace is not null || MaxUsedSpace is not null || MinFreeSpace is not null || !GarbagePolicies.IsEmpty;

    // 10m, as docker's documentation writes it.
    private static string LogSize(ByteSize size) => ((DiskSpace)size.Bytes).ToString().Replace("B", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? Size(DiskSpace? space) => space is { Percent: > 0 }
        ? throw new InvalidSettingException("builder.gc", $"docker accepts no percentage in daemon.json; write a size such as 50GB instead of {space}")
        : space?.ToString();
}
