namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>An image in a local cache.</summary>
/// <param name="Tag">The <c>tag</c> of its entry. Empty: it has none.</param>
/// <param name="Bytes">Size of all blobs that it refers to, in bytes. Blobs shared by images count for each of them.</param>
/// <param name="LastUsed">The time of the last build that used it. If no use is recorded, the time when the cache was written.</param>
/// <param name="UseNumber">The number of its last use. It gives the order of uses, because clocks can be set back.</param>
/// <param name="Damages">Damages that a quick verification finds. Empty: there are none.</param>
internal sealed record CachedImage(string Tag, long Bytes, DateTimeOffset LastUsed, long UseNumber, IReadOnlyList<CacheDamage> Damages);
