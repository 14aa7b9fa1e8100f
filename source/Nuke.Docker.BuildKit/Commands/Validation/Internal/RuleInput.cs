using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Input of the rules. Values that were set as text are parsed; <see cref="ValueRules"/> reports values that cannot be parsed.</summary>
internal sealed class RuleInput
{
    public RuleInput(BuildxBuildSettings settings, ToolVersions versions, ValidationFacts facts)
    {
        Settings = settings;
        Versions = versions;
        Facts = facts;
        Folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        CacheFrom = [.. (settings.CacheFrom ?? []).Select(entry => entry is RawCacheFrom ? Typed(entry, ReadFrom) : entry)];
        CacheTo = [.. (settings.CacheTo ?? []).Select(entry => entry is RawCacheTo ? Typed(entry, ReadTo) : entry)];
        Outputs = [.. (settings.Output ?? []).Select(output => output.Attributes.IsEmpty ? output : Typed(output, BuildOutput.Parse))];
        Attestations = [.. BuildValues.AttestationsOf(settings)
            .GroupBy(attestation => attestation.Type, StringComparer.Ordinal).Select(sameType => sameType.Last())];
        ContextFolder = LocalContext(settings.Context ?? ".");
    }

    public BuildxBuildSettings Settings { get; }

    public ToolVersions Versions { get; }

    public ValidationFacts Facts { get; }

    /// <summary>Folder that relative paths start from.</summary>
    public string Folder { get; }

    /// <summary>The context, if it is a folder that exists.</summary>
    public string? ContextFolder { get; }

    public IReadOnlyList<CacheFrom> CacheFrom { get; }

    public IReadOnlyList<CacheTo> CacheTo { get; }

    public IReadOnlyList<BuildOutput> Outputs { get; }

    /// <summary>Attestations by type; of several with the same type buildx uses the last.</summary>
    public IReadOnlyList<Attestation> Attestations { get; }

    public bool SeveralPlatforms => Settings.Platform is { Count: > 1 };

    public bool Pushes => Settings.Push is true || Outputs.Any(output => output is RegistryOutput { Push: not false } or ImageOutput { Push: true });

    /// <summary>Indicates that the docker exporter loads the result into the engine.</summary>
    public bool Loads => Settings.Load is true || Outputs.Any(output => output is DockerOutput { Destination: null });

    /// <summary>Reads a variable of the process's environment.</summary>
    public string? Variable(string name)
    {
        if (Settings.ToEnvironment().TryGetValue(name, out var value))
            return value;
        return Facts.Environment is { } environment ? environment(name) : Environment.GetEnvironmentVariable(name);
    }

    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    private static CacheFrom ReadFrom(string text) => BuildKit.Commands.CacheFrom.Parse(text);

    private static CacheTo ReadTo(string text) => BuildKit.Commands.CacheTo.Parse(text);

    private static T Typed<T>(T value, Func<string, T> parse)
        where T : IArgumentValue
    {
        try
        {
            return parse(value.ToArgument().Value);
        }
        catch (InvalidSettingException)
        {
            // Attributes that are deliberately not checked.
            return value;
        }
    }

    private string? LocalContext(string context)
    {
        if (!BuildContexts.IsFolder(context))
            return null;
        var folder = FullPath(context);
        return Directory.Exists(folder) ? folder : null;
    }
}
