using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>What a look at one blob came to.</summary>
/// <param name="Problem">What is wrong with it; <c>null</c>: nothing.</param>
/// <param name="Document">What a manifest refers to; <c>null</c> for everything else.</param>
internal sealed record BlobCheck(string? Problem, OciDocument? Document = null)
{
    // Beyond this only what is new or asked for is read: the ordinary way must cost what changes, not what is there.
    private const int SmallBytes = 1_000_000;

    // A manifest names some hundred layers in 100 kB; nobody is to make us read a gigabyte as one.
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
        // Told without opening it, too: what is no file at all may let us wait for ever.
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
            return new BlobCheck($"can't be read: {exception.Message}");
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
        return isRead && !HasItsDigest(handle, reference) ? new BlobCheck("has another content than its name says") : s_fine;
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
                throw new EndOfStreamException("it became shorter while it was read");
            read += count;
        }

        return Digest(reference, content) == NameOf(reference)
            ? new BlobCheck(null, OciDocument.Parse(content))
            : new BlobCheck("has another content than its name says");
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
