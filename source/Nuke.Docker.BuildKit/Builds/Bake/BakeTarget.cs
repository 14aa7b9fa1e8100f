using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A target of a bake file. What is null is absent and inherited; what is empty overrides what is inherited.</summary>
public sealed record BakeTarget
{
    /// <summary><c>annotations</c>: OCI annotations as <c>key=value</c>, with their level in front: <c>index:org.example=1</c>.</summary>
    public ImmutableList<BakeText>? Annotations { get; init; }

    /// <summary><c>args</c>: values for <c>ARG</c>; a null leaves it as it is inherited, or as the Dockerfile has it.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Args { get; init; }

    /// <summary><c>attest</c>: SBOM and provenance.</summary>
    public ImmutableList<BakeEntry>? Attest { get; init; }

    /// <summary><c>cache-from</c>: caches to read.</summary>
    public ImmutableList<BakeEntry>? CacheFrom { get; init; }

    /// <summary><c>cache-to</c>: caches to write. No two targets may share a place.</summary>
    public ImmutableList<BakeEntry>? CacheTo { get; init; }

    /// <summary><c>call</c>: <c>build</c>, <c>check</c>, <c>outline</c> or <c>targets</c>.</summary>
    public BakeText? Call { get; init; }

    /// <summary><c>context</c>: a folder or a URL, relative to the folder that bake runs in; absent: <c>.</c>.</summary>
    public BakeText? Context { get; init; }

    /// <summary><c>contexts</c>: further contexts by name, other targets as <c>target:name</c> too.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Contexts { get; init; }

    /// <summary><c>description</c>: what <c>bake --list</c> shows.</summary>
    public BakeText? Description { get; init; }

    /// <summary><c>dockerfile</c>, relative to the context, unlike <c>build --file</c>.</summary>
    public BakeText? Dockerfile { get; init; }

    /// <summary><c>dockerfile-inline</c>: the Dockerfile itself.</summary>
    public BakeText? DockerfileInline { get; init; }

    /// <summary><c>entitlements</c>: <c>network.host</c>, <c>security.insecure</c>; bake grants them with <c>--allow</c> only.</summary>
    public ImmutableList<BakeText>? Entitlements { get; init; }

    /// <summary><c>extra-hosts</c>: addresses by host name.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? ExtraHosts { get; init; }

    /// <summary><c>inherits</c>: targets whose attributes count where this one has none, the last one first.</summary>
    public ImmutableList<BakeText>? Inherits { get; init; }

    /// <summary><c>labels</c> of the image.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Labels { get; init; }

    /// <summary><c>matrix</c>: makes one target per combination of these values, each called <see cref="Name"/>.</summary>
    public BakeMap? Matrix { get; init; }

    /// <summary><c>name</c> of each target of a matrix, an expression over its variables.</summary>
    public BakeText? Name { get; init; }

    /// <summary><c>network</c> of <c>RUN</c>: <c>default</c>, <c>none</c> or <c>host</c>.</summary>
    public BakeText? Network { get; init; }

    /// <summary><c>no-cache</c>: runs every step, and empties its cache mounts.</summary>
    public bool? NoCache { get; init; }

    /// <summary><c>no-cache-filter</c>: stages whose steps all run.</summary>
    public ImmutableList<BakeText>? NoCacheFilter { get; init; }

    /// <summary><c>output</c>: where the result goes.</summary>
    public ImmutableList<BakeEntry>? Output { get; init; }

    /// <summary><c>platforms</c>: <c>linux/arm64</c>.</summary>
    public ImmutableList<BakeText>? Platforms { get; init; }

    /// <summary><c>pull</c>: asks the registry for newer base images.</summary>
    public bool? Pull { get; init; }

    /// <summary><c>secret</c>: by reference to a file or a variable, never by value.</summary>
    public ImmutableList<BakeEntry>? Secret { get; init; }

    /// <summary><c>shm-size</c>: <c>128m</c>.</summary>
    public BakeText? ShmSize { get; init; }

    /// <summary><c>ssh</c>: agents or keys.</summary>
    public ImmutableList<BakeEntry>? Ssh { get; init; }

    /// <summary><c>tags</c>: names of the image.</summary>
    public ImmutableList<BakeText>? Tags { get; init; }

    /// <summary><c>target</c>: the stage.</summary>
    public BakeText? Target { get; init; }

    /// <summary><c>ulimits</c>: <c>nofile=1024:2048</c>.</summary>
    public ImmutableList<BakeText>? Ulimits { get; init; }

    /// <summary>Attributes that have no property here, and those whose value is an expression where a plain one is expected.</summary>
    public BakeMap Other { get; init; } = BakeMap.Empty;
}
