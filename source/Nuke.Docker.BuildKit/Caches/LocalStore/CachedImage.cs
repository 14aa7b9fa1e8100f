namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>An image in a local cache.</summary>
/// <param name="Tag">The <c>tag</c> of its entry; empty where it has none.</param>
/// <param name="Bytes">Of all blobs that it reaches. What it shares with others counts for each of them.</param>
/// <param name="LastUsed">When a build last used it; when its cache was written, where nothing is recorded.</param>
/// <param name="UseNumber">The larger the later. Clocks can be set back, so this tells the order of uses.</param>
/// <param name="Damages">What is wrong with it, by a quick look; empty where it is whole.</param>
public sealed record CachedImage(string Tag, long Bytes, DateTimeOffset LastUsed, long UseNumber, IReadOnlyList<CacheDamage> Damages);
