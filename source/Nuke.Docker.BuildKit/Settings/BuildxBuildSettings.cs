using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary><c>docker buildx build</c>: builds an image from a Dockerfile.</summary>
public sealed partial record BuildxBuildSettings : DockerSettings<BuildxBuildSettings>
{
    /// <summary><c>--add-host</c> (strings, repeatable, buildx 0.8.0). Host-to-IP mappings for <c>RUN</c>, as <c>host:ip</c>; <c>host-gateway</c> stands for the host's own address.</summary>
    [CliFlag("--add-host", "0.8.0")]
    public ImmutableList<string>? AddHost { get; init; }

    /// <summary><c>--allow</c> (stringArray, repeatable, buildx 0.8.0). Entitlements granted to the build: <c>network.host</c>, <c>security.insecure</c>, <c>device</c>.</summary>
    [CliFlag("--allow", "0.8.0")]
    public ImmutableList<string>? Allow { get; init; }

    /// <summary><c>--annotation</c> (stringArray, repeatable, buildx 0.12.0). OCI annotations. A key may name its level and platform: <c>index,manifest[linux/amd64]:org.example.key</c>.</summary>
    [CliFlag("--annotation", "0.12.0")]
    public ImmutableSortedDictionary<string, string?>? Annotation { get; init; }

    /// <summary><c>--attest</c> (stringArray, repeatable, buildx 0.10.0). Attestations as comma-separated attributes: <c>type=sbom,generator=image</c>.</summary>
    [CliFlag("--attest", "0.10.0")]
    public ImmutableList<string>? Attest { get; init; }

    /// <summary><c>--build-arg</c> (stringArray, repeatable, buildx 0.8.0). Values for <c>ARG</c>. A <c>null</c> value is taken from the environment of the process. Build arguments stand in the image's history: a secret belongs into <see cref="Secret"/>.</summary>
    [CliFlag("--build-arg", "0.8.0")]
    public ImmutableSortedDictionary<string, string?>? BuildArg { get; init; }

    /// <summary><c>--build-context</c> (stringArray, repeatable, buildx 0.8.0). Further contexts by name, for <c>FROM</c> and <c>COPY --from</c>: a folder, a URL, <c>docker-image://…</c>, <c>oci-layout://…</c> or <c>target:…</c>.</summary>
    [CliFlag("--build-context", "0.8.0")]
    public ImmutableSortedDictionary<string, string?>? BuildContext { get; init; }

    /// <summary><c>--builder</c> (string, buildx 0.8.0). Builder instance; <c>null</c> is the one selected by <c>docker buildx use</c> or by <c>BUILDX_BUILDER</c>.</summary>
    [CliFlag("--builder", "0.8.0")]
    public string? Builder { get; init; }

    /// <summary><c>--cache-from</c> (stringArray, repeatable, buildx 0.8.0). Caches to read. One that is missing or broken is skipped, not fatal.</summary>
    [CliFlag("--cache-from", "0.8.0")]
    public ImmutableList<CacheFrom>? CacheFrom { get; init; }

    /// <summary><c>--cache-to</c> (stringArray, repeatable, buildx 0.8.0). Caches to write. A failure fails the build unless the entry ignores errors.</summary>
    [CliFlag("--cache-to", "0.8.0")]
    public ImmutableList<CacheTo>? CacheTo { get; init; }

    /// <summary><c>--call</c> (string, buildx 0.15.0). What to do with the Dockerfile: <c>build</c>, <c>check</c>, <c>outline</c> or <c>targets</c>, optionally <c>,format=json</c>; <c>null</c> is <c>build</c>.</summary>
    [CliFlag("--call", "0.15.0")]
    public string? Call { get; init; }

    /// <summary><c>--cgroup-parent</c> (string, buildx 0.8.0). Parent cgroup of <c>RUN</c>; <c>null</c> leaves it to the builder.</summary>
    [CliFlag("--cgroup-parent", "0.8.0")]
    public string? CgroupParent { get; init; }

    /// <summary><c>--check</c> (bool, buildx 0.15.0). Shorthand for <see cref="Call"/> = <c>check</c>: runs the build checks and builds nothing; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--check", "0.15.0")]
    public bool? Check { get; init; }

    /// <summary><c>--debug</c> (bool, buildx 0.17.0). Debug logging of the client; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--debug", "0.17.0")]
    public bool? Debug { get; init; }

    /// <summary><c>--file</c> (string, buildx 0.8.0). Path of the Dockerfile, relative to the working directory and not to the context; <c>null</c> is <c>Dockerfile</c> in the context.</summary>
    [CliFlag("--file", "0.8.0")]
    public string? File { get; init; }

    /// <summary><c>--iidfile</c> (string, buildx 0.8.0). File to write the image id to; <c>null</c> writes none.</summary>
    [CliFlag("--iidfile", "0.8.0")]
    public string? Iidfile { get; init; }

    /// <summary><c>--label</c> (stringArray, repeatable, buildx 0.8.0). Labels of the image.</summary>
    [CliFlag("--label", "0.8.0")]
    public ImmutableSortedDictionary<string, string?>? Label { get; init; }

    /// <summary><c>--load</c> (bool, buildx 0.6.0). Shorthand for an output of type <c>docker</c>: the image appears in the engine's store. <c>null</c> leaves it to the driver, which with the docker driver means yes.</summary>
    [CliFlag("--load", "0.6.0")]
    public bool? Load { get; init; }

    /// <summary><c>--metadata-file</c> (string, buildx 0.8.0). File to write the result's metadata to, as JSON: image name, digest, build reference; <c>null</c> writes none.</summary>
    [CliFlag("--metadata-file", "0.8.0")]
    public string? MetadataFile { get; init; }

    /// <summary><c>--network</c> (string, buildx 0.8.0). Network of <c>RUN</c>: <c>default</c>, <c>none</c> or <c>host</c>, which needs the entitlement <c>network.host</c>; <c>null</c> is <c>default</c>.</summary>
    [CliFlag("--network", "0.8.0")]
    public string? Network { get; init; }

    /// <summary><c>--no-cache</c> (bool, buildx 0.6.0). Runs every step. It also empties the cache mounts that the build uses; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--no-cache", "0.6.0")]
    public bool? NoCache { get; init; }

    /// <summary><c>--no-cache-filter</c> (stringArray, repeatable, buildx 0.8.0). Stages whose steps run even if cached. Their cache mounts are emptied.</summary>
    [CliFlag("--no-cache-filter", "0.8.0")]
    public ImmutableList<string>? NoCacheFilter { get; init; }

    /// <summary><c>--output</c> (stringArray, repeatable, buildx 0.8.0). Where the result goes. With none, the docker driver loads the image and others keep it in the cache alone.</summary>
    [CliFlag("--output", "0.8.0")]
    public ImmutableList<BuildOutput>? Output { get; init; }

    /// <summary><c>--platform</c> (stringArray, repeatable, buildx 0.8.0). Target platforms; <c>null</c> is the builder's own. More than one needs a driver or an image store that can hold them.</summary>
    [CliFlag("--platform", "0.8.0")]
    public ImmutableList<Platform>? Platform { get; init; }

    /// <summary><c>--policy</c> (stringArray, repeatable, buildx 0.31.0). Source policies, as comma-separated attributes.</summary>
    [CliFlag("--policy", "0.31.0")]
    public ImmutableList<string>? Policy { get; init; }

    /// <summary><c>--progress</c> (string, buildx 0.8.0). Form of the progress on standard error; <c>null</c> is <c>auto</c>: a terminal gets <c>tty</c>, anything else <c>plain</c>.</summary>
    [CliFlag("--progress", "0.8.0")]
    public ProgressMode? Progress { get; init; }

    /// <summary><c>--provenance</c> (string, buildx 0.10.0). Shorthand for a provenance attestation: <c>true</c>, <c>false</c> or attributes such as <c>mode=max</c>; <c>null</c> leaves it to buildx, which adds <c>mode=min</c>.</summary>
    [CliFlag("--provenance", "0.10.0")]
    public string? Provenance { get; init; }

    /// <summary><c>--pull</c> (bool, buildx 0.6.0). Asks the registry for newer base images even if they are there; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--pull", "0.6.0")]
    public bool? Pull { get; init; }

    /// <summary><c>--push</c> (bool, buildx 0.6.0). Shorthand for an output of type <c>registry</c>; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--push", "0.6.0")]
    public bool? Push { get; init; }

    /// <summary><c>--quiet</c> (bool, buildx 0.7.0). No progress; the image id on standard output; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--quiet", "0.7.0")]
    public bool? Quiet { get; init; }

    /// <summary><c>--resource</c> (stringArray, repeatable, buildx 0.35.0). Resource limits of the build, as comma-separated attributes.</summary>
    [CliFlag("--resource", "0.35.0")]
    public ImmutableList<string>? Resource { get; init; }

    /// <summary><c>--sbom</c> (string, buildx 0.10.0). Shorthand for an SBOM attestation: <c>true</c>, <c>false</c> or attributes; <c>null</c> adds none.</summary>
    [CliFlag("--sbom", "0.10.0")]
    public string? Sbom { get; init; }

    /// <summary><c>--secret</c> (stringArray, repeatable, buildx 0.8.0). Secrets for <c>RUN --mount=type=secret</c>; they leave no trace in image or cache.</summary>
    [CliFlag("--secret", "0.8.0")]
    public ImmutableList<BuildSecret>? Secret { get; init; }

    /// <summary><c>--shm-size</c> (bytes, buildx 0.8.0). Size of <c>/dev/shm</c> for <c>RUN</c>, in bytes; <c>null</c> leaves it to the builder (64 MiB).</summary>
    [CliFlag("--shm-size", "0.8.0")]
    public long? ShmSize { get; init; }

    /// <summary><c>--ssh</c> (stringArray, repeatable, buildx 0.8.0). SSH agents or keys for <c>RUN --mount=type=ssh</c>.</summary>
    [CliFlag("--ssh", "0.8.0")]
    public ImmutableList<Ssh>? Ssh { get; init; }

    /// <summary><c>--tag</c> (stringArray, repeatable, buildx 0.8.0). Names of the image, as <c>name:tag</c>; without a tag it is <c>latest</c>.</summary>
    [CliFlag("--tag", "0.8.0")]
    public ImmutableList<string>? Tag { get; init; }

    /// <summary><c>--target</c> (string, buildx 0.8.0). Stage to build; <c>null</c> is the last one.</summary>
    [CliFlag("--target", "0.8.0")]
    public string? Target { get; init; }

    /// <summary><c>--ulimit</c> (ulimit, repeatable, buildx 0.8.0). Limits of <c>RUN</c>'s processes.</summary>
    [CliFlag("--ulimit", "0.8.0")]
    public ImmutableList<Ulimit>? Ulimit { get; init; }

    /// <summary>What to build: a folder, a URL, or <c>-</c> for standard input; <c>null</c> is the working directory.</summary>
    public string? Context { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => ["buildx", "build"];

    /// <inheritdoc/>
    protected override void Render(ArgumentListBuilder _)
    {
        _.CsvFlag("--add-host", AddHost);
        _.Flag("--allow", Allow);
        _.Flag("--annotation", Annotation);
        _.Flag("--attest", Attest);
        _.Flag("--build-arg", BuildArg);
        _.Flag("--build-context", BuildContext);
        _.Flag("--builder", Builder);
        _.Flag("--cache-from", CacheFrom);
        _.Flag("--cache-to", CacheTo);
        _.Flag("--call", Call);
        _.Flag("--cgroup-parent", CgroupParent);
        _.Flag("--check", Check);
        _.Flag("--debug", Debug);
        _.Flag("--file", File);
        _.Flag("--iidfile", Iidfile);
        _.Flag("--label", Label);
        _.Flag("--load", Load);
        _.Flag("--metadata-file", MetadataFile);
        _.Flag("--network", Network);
        _.Flag("--no-cache", NoCache);
        _.Flag("--no-cache-filter", NoCacheFilter);
        _.Flag("--output", Output);
        _.Flag("--platform", Platform);
        _.Flag("--policy", Policy);
        _.Flag("--progress", Progress?.ToValue());
        _.Flag("--provenance", Provenance);
        _.Flag("--pull", Pull);
        _.Flag("--push", Push);
        _.Flag("--quiet", Quiet);
        _.Flag("--resource", Resource);
        _.Flag("--sbom", Sbom);
        _.Flag("--secret", Secret);
        _.Flag("--shm-size", ShmSize);
        _.Flag("--ssh", Ssh);
        _.Flag("--tag", Tag);
        _.Flag("--target", Target);
        _.Flag("--ulimit", Ulimit);
        _.Positional(ContextArgument);
    }
}
