using System.Collections.Concurrent;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The images and cache records of an engine at one moment. Each is asked for once, however many images of a build share it, and the questions are answered
/// at the same time.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="cancellationToken">Cancels the questions.</param>
internal sealed class EngineSnapshot(EngineProbe engine, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, Task<EngineImage?>> _images = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<string?>> _remoteDigests = new(StringComparer.Ordinal);
    private readonly Lazy<Task<IReadOnlyList<EngineCacheRecord>>> _records = new(() => engine.BuildCacheAsync(cancellationToken));

    /// <summary>Begins to ask for images, whose answers are needed one after the other.</summary>
    public void Begin(IEnumerable<string> references)
    {
        foreach (var reference in references)
            _ = _images.GetOrAdd(reference, name => Task.Run(() => engine.FindImageAsync(name, cancellationToken)));
    }

    /// <summary>Begins to ask for the cache records.</summary>
    public void BeginCacheRecords() => _ = CacheRecordsAsync();

    /// <summary>Returns an image of the engine; <c>null</c> if it has none of that name.</summary>
    /// <exception cref="EngineRequestException">The engine does not respond.</exception>
    public Task<EngineImage?> FindImageAsync(string reference) => _images.GetOrAdd(reference, name => engine.FindImageAsync(name, cancellationToken));

    /// <summary>Returns the digest that a registry has for a reference; <c>null</c> if it has none or does not respond.</summary>
    public Task<string?> FindRemoteDigestAsync(string reference, RegistryCredentials credentials) =>
        _remoteDigests.GetOrAdd(reference, async name =>
            await engine.FindRemoteDigestAsync(name, await credentials.HeaderAsync(name, cancellationToken), cancellationToken));

    /// <summary>Returns the records of the build cache.</summary>
    /// <exception cref="EngineRequestException">The engine does not respond.</exception>
    public Task<IReadOnlyList<EngineCacheRecord>> CacheRecordsAsync() => _records.Value;
}
