using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Leaves out caches that would fail before a build starts: registries that do not respond, folders that cannot be written.</summary>
internal sealed class CacheProbe(RecoveryLimits limits, EngineProbe? engine, Action<ProgressLevel, string>? print)
{
    /// <summary>Returns the part without the caches that would fail, with notes for the report.</summary>
    /// <exception cref="DockerBuildException">A folder cannot be written, and recovery is off.</exception>
    public async Task<BuildPart> ReviseAsync(BuildPart part, CancellationToken cancellationToken)
    {
        var settings = part.Build;
        var (notes, lost) = (new List<string>(), new List<CacheTransfer>());
        if (settings.CacheTo is { IsEmpty: false } exports)
            settings = settings with { CacheTo = Writable(exports, Path.GetFullPath(settings.WorkingDirectory ?? "."), lost) };
        if (limits is { Mode: not RecoveryMode.Off, RegistryTimeout: { } answer } && engine is not null && settings.CacheFrom is { IsEmpty: false } imports)
            settings = settings with { CacheFrom = await RespondingAsync(engine, imports, answer, notes, cancellationToken) };
        return part with { Build = settings, Notes = notes, LostExports = lost };
    }

    private ImmutableList<CacheTo> Writable(ImmutableList<CacheTo> exports, string workingDirectory, List<CacheTransfer> lost)
    {
        foreach (var cache in exports.OfType<LocalCacheTo>())
        {
            try
            {
                Preflight.RequireWritableCache(Path.GetFullPath(cache.Destination, workingDirectory));
            }
            catch (DockerBuildException exception) when (limits.Mode != RecoveryMode.Off)
            {
                print?.Invoke(ProgressLevel.Warning, $"{exception.Fault.Cause} The image is built without exporting that cache. {exception.Fault.Cure}");
                lost.Add(new CacheTransfer { Place = cache.Destination, Error = exception.Fault.Cause });
                exports = exports.Remove(cache);
            }
        }
        return exports;
    }

    // The engine probes the registries, because it reaches them as BuildKit does. All are probed at the same time.
    private async Task<ImmutableList<CacheFrom>> RespondingAsync(
        EngineProbe asked,
        ImmutableList<CacheFrom> imports,
        TimeSpan answer,
        List<string> notes,
        CancellationToken cancellationToken)
    {
        var registries = imports.OfType<RegistryCacheFrom>().ToList();
        // A build without such a cache does not load the client.
        if (registries.Count == 0)
            return imports;

        using var client = new EngineClient(asked.Endpoint);
        var hang = await Task.WhenAll(registries.Select(registry => HangsAsync(client, registry.Reference, answer, cancellationToken)));
        foreach (var (registry, _) in registries.Zip(hang).Where(pair => pair.Second))
        {
            var problem = $"The registry of {registry.Reference} did not respond within {HumanText.Duration(answer)}";
            notes.Add($"{problem}. The cache is not imported, because BuildKit would wait without a time limit.");
            print?.Invoke(ProgressLevel.Warning, notes[^1]);
            imports = imports.Remove(registry);
        }
        return imports;
    }

    private static async Task<bool> HangsAsync(EngineClient client, string reference, TimeSpan answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.CheckPullAsync(reference, answer, cancellationToken)).TimedOut;
        }
        catch (EngineRequestException)
        {
            // The build itself fails if the engine does not respond.
            return false;
        }
    }
}
