using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The result of a check of one blob.</summary>
/// <param name="Problem">The damage. <c>null</c>: there is none.</param>
/// <param name="Document">The references of a manifest. <c>null</c>: the blob is not a manifest.</param>
internal sealed record BlobCheck(string? Problem, OciDocument? Document = null)
{
    // Larger blobs are read only if they are new or on request, so that the duration depends on what changed.
    private const int SmallBytes = 1_000_000;

    // A manifest with some hundred layers has 100 kB. The limit keeps a damaged size from filling the memory.
    private const int ManifestBytes = 16_000_000;

    private static readonly BlobCheck s_fine = new((string?)null);

    public static BlobCheck Of(string folder, BlobReference reference, VerificationDepth depth, DateTime trusted)
    {
        if (depth == VerificationDepth.References && !reference.IsManifest)
            return s_fine;

        var file = new FileInfo(Path.Combine(folder, reference.File));
        if (file.LinkTarget is not null)
            return new BlobCheck("is a symbolic link");
        if (!file.Exists)
            return new BlobCheck(Directory.Exists(file.FullName) ? "is a folder" : "is missing");
        // Read before the file is opened, because opening a named pipe may block forever.
        if (file.Length != reference.Size)
            return WrongSize(file.Length, reference);

        try
        {
            using var handle = File.OpenHandle(file.FullName);
            return Of(handle, reference, depth == VerificationDepth.Full || file.LastWriteTimeUtc > trusted);
        }
        catch (InvalidDataException exception)
        {
            return new BlobCheck(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new BlobCheck($"cannot be read: {exception.Message}");
        }
    }

    private static BlobCheck Of(SafeFileHandle handle, BlobReference reference, bool isRead)
    {
        var length = RandomAccess.GetLength(handle);
        if (length != reference.Size)
            return WrongSize(length, reference);
        if (reference.IsManifest)
            return OfManifest(handle, reference, length);

        isRead |= reference.IsConfiguration && length <= SmallBytes;
        return isRead && !HasItsDigest(handle, reference) ? new BlobCheck("does not match its digest") : s_fine;
    }

    private static BlobCheck WrongSize(long length, BlobReference reference) =>
        new(string.Create(CultureInfo.InvariantCulture, $"has {length} bytes instead of {reference.Size}"));

    private static BlobCheck OfManifest(SafeFileHandle handle, BlobReference reference, long length)
    {
        if (length > ManifestBytes)
            return new BlobCheck("is too large for a manifest");
        var content = new byte[length];
        for (var read = 0; read < length;)
        {
            var count = RandomAccess.Read(handle, content.AsSpan(read), read);
            if (count == 0)
                throw new EndOfStreamException("the file was truncated during the read");
            read += count;
        }

        return Digest(reference, content) == NameOf(reference)
            ? new BlobCheck(null, OciDocument.Parse(content))
            : new BlobCheck("does not match its digest");
    }

    private static bool HasItsDigest(SafeFileHandle handle, BlobReference reference)
    {
        using var hash = IncrementalHash.CreateHash(AlgorithmOf(reference));
        var buffer = new byte[1 << 17];
        for (long offset = 0; RandomAccess.Read(handle, buffer, offset) is var count and > 0; offset += count)
            hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetCurrentHash()) == NameOf(reference);
    }

    private static string Digest(BlobReference reference, byte[] content) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(AlgorithmOf(reference), content));

    private static string NameOf(BlobReference reference) => reference.Digest[(reference.Digest.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static HashAlgorithmName AlgorithmOf(BlobReference reference) =>
        reference.Digest.StartsWith("sha512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
}
