using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary><c>docker buildx bake</c>: builds the targets of a bake file.</summary>
public sealed partial record BuildxBakeSettings : DockerSettings<BuildxBakeSettings>
{
    /// <summary><c>--allow</c> (stringArray, repeatable, buildx 0.17.0). Accesses granted to the build without asking: <c>network.host</c>, <c>fs.read=/path</c>, <c>ssh</c>.</summary>
    [CliFlag("--allow", "0.17.0")]
    public ImmutableList<string>? Allow { get; init; }

    /// <summary><c>--builder</c> (string, buildx 0.8.0). Builder instance; <c>null</c> is the one selected by <c>docker buildx use</c> or by <c>BUILDX_BUILDER</c>.</summary>
    [CliFlag("--builder", "0.8.0")]
    public string? Builder { get; init; }

    /// <summary><c>--file</c> (stringArray, repeatable, buildx 0.8.0). Definition files, later ones laid over earlier ones; <c>null</c> looks for the usual names.</summary>
    [CliFlag("--file", "0.8.0")]
    public ImmutableList<string>? File { get; init; }

    /// <summary><c>--metadata-file</c> (string, buildx 0.8.0). File to write the results' metadata to, as JSON per target; <c>null</c> writes none.</summary>
    [CliFlag("--metadata-file", "0.8.0")]
    public string? MetadataFile { get; init; }

    /// <summary><c>--no-cache</c> (bool, buildx 0.6.0). Runs every step of every target, and empties the cache mounts they use; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--no-cache", "0.6.0")]
    public bool? NoCache { get; init; }

    /// <summary><c>--print</c> (bool, buildx 0.6.0). Prints the resolved definition as JSON and builds nothing; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--print", "0.6.0")]
    public bool? Print { get; init; }

    /// <summary><c>--progress</c> (string, buildx 0.8.0). Form of the progress on standard error; <c>null</c> is <c>auto</c>.</summary>
    [CliFlag("--progress", "0.8.0")]
    public ProgressMode? Progress { get; init; }

    /// <summary><c>--pull</c> (bool, buildx 0.6.0). Asks registries for newer base images even if they are there; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--pull", "0.6.0")]
    public bool? Pull { get; init; }

    /// <summary><c>--push</c> (bool, buildx 0.6.0). Shorthand for <c>--set=*.output=type=registry</c>; <c>null</c> is <c>false</c>.</summary>
    [CliFlag("--push", "0.6.0")]
    public bool? Push { get; init; }

    /// <summary><c>--set</c> (stringArray, repeatable, buildx 0.8.0). Overrides of target values: <c>target.key=value</c>, with <c>*</c> for any target.</summary>
    [CliFlag("--set", "0.8.0")]
    public ImmutableList<string>? Set { get; init; }

    /// <summary>Targets or groups; <c>null</c> is the group <c>default</c>.</summary>
    public ImmutableList<string>? Target { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => ["buildx", "bake"];

    /// <inheritdoc/>
    protected override void Render(ArgumentListBuilder _)
    {
        _.Flag("--allow", Allow);
        _.Flag("--builder", Builder);
        _.Flag("--file", File);
        _.Flag("--metadata-file", MetadataFile);
        _.Flag("--no-cache", NoCache);
        _.Flag("--print", Print);
        _.Flag("--progress", Progress?.ToValue());
        _.Flag("--pull", Pull);
        _.Flag("--push", Push);
        _.Flag("--set", Set);
        foreach (var target in Target ?? [])
            _.Positional(target);
    }
}
