using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A target of a bake file. An attribute that is <c>null</c> is absent and inherited; an empty one overrides the inherited one.</summary>
public sealed record BakeTarget
{
    /// <summary><c>annotations</c>: OCI annotations in the form <c>key=value</c>, optionally with a level: <c>index:org.example=1</c>.</summary>
    public ImmutableList<BakeText>? Annotations { get; init; }

    /// <summary><c>args</c>: values for <c>ARG</c>. A value of <c>null</c> keeps the inherited one or the one of the Dockerfile.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Args { get; init; }

    /// <summary><c>attest</c>: attestations (SBOM and provenance).</summary>
    public ImmutableList<BakeEntry>? Attest { get; init; }

    /// <summary><c>cache-from</c>: caches to import.</summary>
    public ImmutableList<BakeEntry>? CacheFrom { get; init; }

    /// <summary><c>cache-to</c>: caches to export. Each target needs its own destination.</summary>
    public ImmutableList<BakeEntry>? CacheTo { get; init; }

    /// <summary><c>call</c>: <c>build</c>, <c>check</c>, <c>outline</c> or <c>targets</c>.</summary>
    public BakeText? Call { get; init; }

    /// <summary><c>context</c>: a folder, relative to the folder in which bake runs, or a URL. Default: <c>.</c>.</summary>
    public BakeText? Context { get; init; }

    /// <summary><c>contexts</c>: additional build contexts by name. <c>target:name</c> is another target.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Contexts { get; init; }

    /// <summary><c>description</c>: the description for <c>bake --list</c>.</summary>
    public BakeText? Description { get; init; }

    /// <summary><c>dockerfile</c>: the path of the Dockerfile, relative to the context (unlike <c>build --file</c>).</summary>
    public BakeText? Dockerfile { get; init; }

    /// <summary><c>dockerfile-inline</c>: the content of the Dockerfile.</summary>
    public BakeText? DockerfileInline { get; init; }

    /// <summary><c>entitlements</c>: <c>network.host</c>, <c>security.insecure</c>. They must also be granted with <c>--allow</c>.</summary>
    public ImmutableList<BakeText>? Entitlements { get; init; }

    /// <summary><c>extra-hosts</c>: addresses by host name.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? ExtraHosts { get; init; }

    /// <summary><c>inherits</c>: targets to inherit attributes from. Later ones take precedence.</summary>
    public ImmutableList<BakeText>? Inherits { get; init; }

    /// <summary><c>labels</c>: labels of the image.</summary>
    public ImmutableSortedDictionary<string, BakeText?>? Labels { get; init; }

    /// <summary><c>matrix</c>: values whose combinations each create a target named <see cref="Name"/>.</summary>
    public BakeMap? Matrix { get; init; }

    /// <summary><c>name</c>: the name of each target of a matrix, an expression of the variables of the matrix.</summary>
    public BakeText? Name { get; init; }

    /// <summary><c>network</c>: the network of <c>RUN</c> instructions: <c>default</c>, <c>none</c> or <c>host</c>.</summary>
    public BakeText? Network { get; init; }

    /// <summary><c>no-cache</c>: true to run every step, which also empties its cache mounts.</summary>
    public bool? NoCache { get; init; }

    /// <summary><c>no-cache-filter</c>: stages to build without the cache.</summary>
    public ImmutableList<BakeText>? NoCacheFilter { get; init; }

    /// <summary><c>output</c>: destinations of the result.</summary>
    public ImmutableList<BakeEntry>? Output { get; init; }

    /// <summary><c>platforms</c>: platforms such as <c>linux/arm64</c>.</summary>
    public ImmutableList<BakeText>? Platforms { get; init; }

    /// <summary><c>pull</c>: true to pull newer base images.</summary>
    public bool? Pull { get; init; }

    /// <summary><c>secret</c>: secrets, by reference to a file or an environment variable.</summary>
    public ImmutableList<BakeEntry>? Secret { get; init; }

    /// <summary><c>shm-size</c>: size of <c>/dev/shm</c>, such as <c>128m</c>.</summary>
    public BakeText? ShmSize { get; init; }

    /// <summary><c>ssh</c>: SSH agents or keys.</summary>
    public ImmutableList<BakeEntry>? Ssh { get; init; }

    /// <summary><c>tags</c>: tags of the image.</summary>
    public ImmutableList<BakeText>? Tags { get; init; }

    /// <summary><c>target</c>: the stage to build.</summary>
    public BakeText? Target { get; init; }

    /// <summary><c>ulimits</c>: ulimits such as <c>nofile=1024:2048</c>.</summary>
    public ImmutableList<BakeText>? Ulimits { get; init; }

    /// <summary>Attributes without a property here, and attributes whose value is an expression instead of a plain value.</summary>
    public BakeMap Other { get; init; } = BakeMap.Empty;
}
