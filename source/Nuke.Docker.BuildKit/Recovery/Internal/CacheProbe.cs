using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Recovery.Internal;

/// <summary>Leaves out what can be seen to go wrong before a build begins: a registry that hangs, a folder that can't be written.</summary>
internal sealed class CacheProbe(RecoveryLimits limits, IDockerEngine? engine, Action<ProgressLevel, string>? print)
{
    private readonly List<string> _notes = [];

    /// <summary>What was left out and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <exception cref="DockerBuildException">A folder can't be written, and recovery is off.</exception>
    public async Task<BuildxBuildSettings> ReviseAsync(BuildxBuildSettings settings, CancellationToken cancellationToken)
    {
        if (settings.CacheTo is { IsEmpty: false } exports)
            settings = settings with { CacheTo = Writable(exports, Path.GetFullPath(settings.WorkingDirectory ?? ".")) };
        if (limits is { Mode: not RecoveryMode.Off, RegistryAnswer: { } answer } && engine is not null && settings.CacheFrom is { IsEmpty: false } imports)
            settings = settings with { CacheFrom = await AnsweringAsync(engine, imports, answer, cancellationToken) };
        return settings;
    }

    private ImmutableList<CacheTo> Writable(ImmutableList<CacheTo> exports, string workingDirectory)
    {
        foreach (var cache in exports.OfType<LocalCacheTo>())
        {
            try
            {
                Preflight.RequireWritableCache(Path.GetFullPath(cache.Destination, workingDirectory));
            }
            catch (DockerBuildException exception) when (limits.Mode != RecoveryMode.Off)
            {
                Say($"{exception.Fault.Cause} The image is built without writing that cache. {exception.Fault.Cure}");
                exports = exports.Remove(cache);
            }
        }
        return exports;
    }

    // Asked of the engine, which sees the registry as BuildKit does, and at once for all.
    private async Task<ImmutableList<CacheFrom>> AnsweringAsync(IDockerEngine asked, ImmutableList<CacheFrom> imports, TimeSpan answer, CancellationToken cancellationToken)
    {
        var registries = imports.OfType<RegistryCacheFrom>().ToList();
        var hang = await Task.WhenAll(registries.Select(registry => HangsAsync(asked, registry.Reference, answer, cancellationToken)));
        foreach (var (registry, _) in registries.Zip(hang).Where(pair => pair.Second))
        {
            Say($"The registry of {registry.Reference} didn't answer within {HumanText.Duration(answer)}: no cache is read from it, since BuildKit would wait for it without end.");
            imports = imports.Remove(registry);
        }
        return imports;
    }

    private static async Task<bool> HangsAsync(IDockerEngine asked, string reference, TimeSpan answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await asked.CheckPullAsync(reference, answer, cancellationToken)).TimedOut;
        }
        catch (EngineRequestException)
        {
            // Whether the engine is there is told by the build.
            return false;
        }
    }

    private void Say(string note)
    {
        _notes.Add(note);
        print?.Invoke(ProgressLevel.Warning, note);
    }
}
