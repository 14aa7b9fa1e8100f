using System.Buffers;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Recognizes names of blobs.</summary>
internal static class BlobName
{
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The digest algorithms of blobs.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["sha256", "sha512"];

    /// <summary>Returns true if a file of this name in <c>blobs/&lt;algorithm&gt;</c> can be a blob.</summary>
    public static bool IsBlob(string algorithm, ReadOnlySpan<char> name) =>
        name.Length == (algorithm switch { "sha256" => 64, "sha512" => 128, _ => -1 }) && !name.ContainsAnyExcept(s_hex);

    /// <summary>Returns true if a text is a digest. Other texts could name a file outside of the cache.</summary>
    public static bool IsDigest(string digest) => digest.Split(':') is [var algorithm, var name] && IsBlob(algorithm, name);
}
