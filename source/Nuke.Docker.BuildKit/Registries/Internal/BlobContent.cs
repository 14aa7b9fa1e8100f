using System.Buffers;
using System.Net;
using System.Security.Cryptography;

namespace Nuke.Docker.BuildKit.Registries.Internal;

/// <summary>A body that is read from one registry while it is sent to another one. The digest is verified before the last bytes are sent.</summary>
/// <param name="source">The content.</param>
/// <param name="blob">The expected digest and size.</param>
/// <param name="failure">Creates the exception for a content that is not the expected one, from what is wrong with it.</param>
/// <param name="stall">Called as bytes arrive and leave.</param>
internal sealed class BlobContent(Stream source, Descriptor blob, Func<string, RegistryException> failure, StallTimeout stall) : HttpContent
{
    private const int BufferSize = 256 * 1024;

    // A slow connection takes long for a whole buffer, and is not silent meanwhile.
    private const int WriteSize = 64 * 1024;

    /// <summary>The failure of the source; <c>null</c> if it had none. A failure of the destination interrupts the same stream.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>The bytes that were sent.</summary>
    public long Sent { get; private set; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(AlgorithmOf(blob.Digest));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (Sent < blob.Size)
            {
                var count = await ReadAsync(buffer, cancellationToken);
                hash.AppendData(buffer, 0, count);
                if (Sent + count == blob.Size)
                    Check(hash);
                for (var start = 0; start < count; start += WriteSize)
                {
                    await stream.WriteAsync(buffer.AsMemory(start, Math.Min(WriteSize, count - start)), cancellationToken);
                    stall.Touch();
                }

                Sent += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = blob.Size;
        return true;
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            // A write for each packet would take most of the time.
            var wanted = (int)Math.Min(BufferSize, blob.Size - Sent);
            for (var count = 0; count < wanted;)
            {
                var read = await source.ReadAsync(buffer.AsMemory(count, wanted - count), cancellationToken);
                if (read == 0)
                    throw failure($"has only {Sent + count} bytes");
                count += read;
                stall.Touch();
            }

            return wanted;
        }
        catch (Exception exception)
        {
            SourceFailure = exception;
            throw;
        }
    }

    private void Check(IncrementalHash hash)
    {
        var actual = $"{blob.Digest[..(blob.Digest.IndexOf(':', StringComparison.Ordinal) + 1)]}{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        if (actual == blob.Digest)
            return;
        SourceFailure = failure($"has the digest {actual}");
        throw SourceFailure;
    }

    private static HashAlgorithmName AlgorithmOf(string digest) => digest[..digest.IndexOf(':', StringComparison.Ordinal)] switch
    {
        "sha512" => HashAlgorithmName.SHA512,
        "sha384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA256,
    };
}
