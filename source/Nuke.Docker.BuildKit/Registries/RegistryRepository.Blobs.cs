using System.Net;
using System.Net.Http.Headers;
using Nuke.Docker.BuildKit.Registries.Internal;

namespace Nuke.Docker.BuildKit.Registries;

internal sealed partial class RegistryRepository
{
    /// <summary>Returns true if the repository has a blob.</summary>
    public Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Head, $"v2/{path}/blobs/{digest}", $"Reading {Name}@{digest}") with { Statuses = [HttpStatusCode.NotFound] };
        return connection.SendAsync(request, counter, (response, _) => Task.FromResult(response.StatusCode != HttpStatusCode.NotFound), cancellationToken);
    }

    /// <summary>Makes a blob of another repository of the registry available in this one.</summary>
    /// <returns>The URL for an upload if this is not possible; <c>null</c> on success.</returns>
    public Task<Uri?> MountAsync(string digest, string from, CancellationToken cancellationToken) =>
        connection.RepeatAsync(
            _ => StartOnceAsync(
                $"?mount={Uri.EscapeDataString(digest)}&from={Uri.EscapeDataString(from)}", $"{Scope} repository:{from}:pull", digest, cancellationToken),
            counter,
            cancellationToken);

    /// <summary>Stores a small blob, if the repository doesn't have it.</summary>
    public async Task<Descriptor> WriteBlobAsync(byte[] bytes, string mediaType, CancellationToken cancellationToken)
    {
        var blob = new Descriptor(mediaType, Manifest.DigestOf(bytes), bytes.Length);
        if (await HasBlobAsync(blob.Digest, cancellationToken))
            return blob;
        return await connection.RepeatAsync(
            async _ =>
            {
                if (await StartOnceAsync("", Scope, blob.Digest, cancellationToken) is { } upload)
                {
                    var request = Request(HttpMethod.Put, UploadOf(upload, blob), $"Storing {Name}@{blob.Digest}") with
                    {
                        Content = _ => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
                    };
                    await connection.SendOnceAsync(request, counter, (_, _) => Task.FromResult(true), cancellationToken);
                }

                return blob;
            },
            counter,
            cancellationToken);
    }

    /// <summary>Copies a blob from another repository once; the caller repeats it.</summary>
    /// <param name="source">The other repository.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="upload">The URL for the upload; <c>null</c>: it is requested.</param>
    /// <param name="sent">Called with the number of bytes, also on failure.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    public async Task CopyBlobOnceAsync(RegistryRepository source, Descriptor blob, Uri? upload, Action<long> sent, CancellationToken cancellationToken)
    {
        upload ??= await StartOnceAsync("", Scope, blob.Digest, cancellationToken);
        if (upload is null)
            return;
        var target = UploadOf(upload, blob);
        await source.ReadBlobOnceAsync(
            blob,
            async (stream, token) =>
            {
                BlobContent? content = null;
                var request = Request(HttpMethod.Put, target, $"Storing {Name}@{blob.Digest}") with
                {
                    IsRepeatable = false,
                    Content = stall => content = new BlobContent(stream, blob, actual => source.Damaged(blob, actual), stall),
                };
                try
                {
                    return await connection.SendOnceAsync(request, counter, (_, _) => Task.FromResult(true), token);
                }
                catch (RegistryException) when (content?.SourceFailure is { } failure and not RegistryException)
                {
                    throw source.Failure(blob, failure);
                }
                catch (RegistryException expired) when (expired.Status is HttpStatusCode.Unauthorized && content?.Sent > 0)
                {
                    // The token expired during the upload.
                    throw new RegistryException(expired.Message, expired) { Status = expired.Status, MayPass = true };
                }
                finally
                {
                    sent(content?.Sent ?? 0);
                }
            },
            cancellationToken);
    }

    private Task<bool> ReadBlobOnceAsync(Descriptor blob, Func<Stream, CancellationToken, Task<bool>> read, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, $"v2/{path}/blobs/{blob.Digest}", $"Reading {Name}@{blob.Digest}");
        return connection.SendOnceAsync(
            request,
            counter,
            async (response, _) =>
            {
                // The destination watches the time: a source that waits for it isn't silent.
                await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                return await read(stream, cancellationToken);
            },
            cancellationToken);
    }

    private RegistryException Failure(Descriptor blob, Exception failure)
    {
        var (name, action) = (connection.Address.Name, $"Reading {Name}@{blob.Digest}");
        return failure is OperationCanceledException
            ? RegistryFailures.OfSilence(name, action, connection.Timeout, failure)
            : RegistryFailures.OfConnection(name, action, failure);
    }

    private RegistryException Damaged(Descriptor blob, string actual) =>
        RegistryFailures.OfContent(connection.Address.Name, $"Reading {Name}@{blob.Digest}", blob.Digest, actual);

    // It doesn't wait for its turn: the transfer has it already.
    private Task<Uri?> StartOnceAsync(string query, string scope, string digest, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Post, $"v2/{path}/blobs/uploads/{query}", $"Storing {Name}@{digest}") with { Scope = scope };
        return connection.SendOnceAsync(request, counter, ReadAsync, cancellationToken);

        Task<Uri?> ReadAsync(HttpResponseMessage response, CancellationToken _) => response switch
        {
            { StatusCode: HttpStatusCode.Created } => Task.FromResult<Uri?>(null),
            { Headers.Location: { } location } => Task.FromResult<Uri?>(new Uri(response.RequestMessage!.RequestUri!, location)),
            _ => throw new RegistryException(
                $"{request.Action} failed: {connection.Address.Name} returned no URL for the upload. Read the log of the registry."),
        };
    }

    private static string UploadOf(Uri upload, Descriptor blob) =>
        $"{upload.AbsoluteUri}{(upload.Query.Length == 0 ? "?" : "&")}digest={Uri.EscapeDataString(blob.Digest)}";
}
