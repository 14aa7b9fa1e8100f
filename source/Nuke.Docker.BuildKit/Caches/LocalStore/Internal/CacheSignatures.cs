using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>
/// Signatures of the images in a local cache, one line for each: an HMAC of the entry in the index, which has the digest of the manifest and with it those of
/// all blobs. Entries are signed one by one, because a sweep or a repair removes some and must not need the key.
/// </summary>
internal static class CacheSignatures
{
    // A signature of this kind is no signature of another kind of text.
    private const string Purpose = "nuke.docker.buildkit.local-cache.v1";

    /// <summary>Signs images of a cache, and drops the signatures of entries that no longer exist.</summary>
    public static void Sign(StoreLayout layout, ReadOnlySpan<byte> key, IReadOnlyCollection<string> tags)
    {
        var known = Read(layout);
        var entries = Entries(layout).ToList();
        // buildx keeps an entry of the same tag that has another name: it is not the one that was exported.
        var single = tags.Where(tag => entries.Count(entry => (entry.Tag ?? "") == tag) == 1).ToHashSet(StringComparer.Ordinal);
        var kept = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var signature = SignatureOf(entry, key);
            if (single.Contains(entry.Tag ?? "") || known.Contains(signature))
                kept.Add(signature);
        }

        AtomicFile.WriteText(string.Concat(kept.Select(signature => signature + "\n")), layout.Signatures);
    }

    /// <summary>Returns the signed images: digests by tag, and all digests. A tag of several entries counts only if each of them is signed.</summary>
    public static (IReadOnlyDictionary<string, string> Tags, IReadOnlySet<string> Digests) Signed(StoreLayout layout, ReadOnlySpan<byte> key)
    {
        var known = Read(layout);
        var digests = new HashSet<string>(StringComparer.Ordinal);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries(layout))
        {
            if (known.Contains(SignatureOf(entry, key)))
            {
                digests.Add(entry.Digest);
                tags.TryAdd(entry.Tag ?? "", entry.Digest);
            }
            else
                refused.Add(entry.Tag ?? "");
        }

        foreach (var tag in refused)
            tags.Remove(tag);
        return (tags, digests);
    }

    private static IEnumerable<BlobReference> Entries(StoreLayout layout) =>
        StoreInspection.Of(layout, VerificationDepth.References).Images.Select(image => image.Entry);

    private static string SignatureOf(BlobReference entry, ReadOnlySpan<byte> key)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Purpose}\n{entry.Digest}\n{entry.Size}\n{entry.MediaType}\n{entry.Tag}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static HashSet<string> Read(StoreLayout layout) =>
        File.Exists(layout.Signatures) && !StoreLayout.IsLink(layout.Signatures)
            ? File.ReadLines(layout.Signatures).ToHashSet(StringComparer.Ordinal)
            : [];
}
