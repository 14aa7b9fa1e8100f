using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Registries.Internal;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>A repository of a registry, by the distribution specification of the OCI.</summary>
/// <param name="connection">The registry.</param>
/// <param name="path">The repository: <c>acme/api</c>.</param>
/// <param name="actions">The access that is requested: <c>pull</c>, <c>pull,push</c> or <c>pull,push,delete</c>.</param>
/// <param name="counter">Counts the requests.</param>
internal sealed partial class RegistryRepository(RegistryConnection connection, string path, string actions, RequestCounter counter)
{
    // The specification lets registries refuse larger ones.
    private const int LargestManifest = 8 * 1024 * 1024;
    private const string DigestHeader = "Docker-Content-Digest";

    private static readonly string[] s_manifests = [Manifest.ImageIndex, Manifest.DockerList, Manifest.Image, Manifest.DockerImage, "*/*;q=0.1"];

    /// <summary>The registry.</summary>
    public RegistryConnection Connection => connection;

    /// <summary>The repository within the registry.</summary>
    public string Path => path;

    /// <summary>Registry and repository.</summary>
    public string Name => $"{connection.Address.Name}/{path}";

    private string Scope => $"repository:{path}:{actions}";

    /// <summary>Returns all tags; <c>null</c> if the repository doesn't exist.</summary>
    public async Task<IReadOnlyList<string>?> TagsAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        for (var next = $"v2/{path}/tags/list?n=1000"; next is not null;)
        {
            var request = Request(HttpMethod.Get, next, $"Listing the tags of {Name}") with { Statuses = [HttpStatusCode.NotFound] };
            var (names, link) = await connection.SendAsync(request, counter, ReadTagsAsync, cancellationToken);
            if (names is null)
                return null;
            tags.AddRange(names);
            next = link;
        }

        return tags;
    }

    /// <summary>Returns a manifest without its content; <c>null</c> if the repository doesn't have it.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<Descriptor?> FindManifestAsync(string reference, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Head, $"v2/{path}/manifests/{reference}", Reading(reference)) with
        {
            Accept = s_manifests,
            Statuses = [HttpStatusCode.NotFound],
        };
        var (found, known) = await connection.SendAsync(request, counter, (response, _) => Task.FromResult(ReadHead(response)), cancellationToken);
        // The header with the digest is optional.
        return found && known is null ? (await ReadManifestAsync(reference, cancellationToken))?.Descriptor : known;
    }

    /// <summary>Returns a manifest; <c>null</c> if the repository doesn't have it.</summary>
    /// <inheritdoc cref="FindManifestAsync"/>
    public Task<Manifest?> ReadManifestAsync(string reference, CancellationToken cancellationToken)
    {
        var action = Reading(reference);
        var request = Request(HttpMethod.Get, $"v2/{path}/manifests/{reference}", action) with { Accept = s_manifests, Statuses = [HttpStatusCode.NotFound] };
        return connection.SendAsync(request, counter, ReadAsync, cancellationToken);

        async Task<Manifest?> ReadAsync(HttpResponseMessage response, CancellationToken token)
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (response.Content.Headers.ContentLength > LargestManifest)
                throw new RegistryException($"{action} failed: its manifest is larger than 8 MB. Check the name.");
            Manifest manifest;
            try
            {
                manifest = Manifest.Read(await response.Content.ReadAsByteArrayAsync(token), response.Content.Headers.ContentType?.MediaType);
            }
            catch (FormatException exception)
            {
                throw new RegistryException($"{action} failed: {exception.Message}", exception);
            }

            if (reference.StartsWith("sha256:", StringComparison.Ordinal) && manifest.Digest != reference)
                throw RegistryFailures.OfContent(connection.Address.Name, action, reference, $"has the digest {manifest.Digest}");
            return manifest;
        }
    }

    /// <summary>Stores a manifest under a tag or its digest.</summary>
    /// <returns>True if the registry lists it with the manifest that it refers to.</returns>
    public Task<bool> WriteManifestAsync(string reference, Manifest manifest, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, $"v2/{path}/manifests/{reference}", $"Storing {Name}{Suffix(reference)}") with
        {
            Content = _ => new ByteArrayContent(manifest.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(manifest.MediaType) } },
        };
        return connection.SendAsync(
            request,
            counter,
            (response, _) => response.Headers.TryGetValues(DigestHeader, out var digests) && digests.FirstOrDefault() is { } digest && digest != manifest.Digest
                ? throw RegistryFailures.OfContent(connection.Address.Name, request.Action, manifest.Digest, $"has the digest {digest}")
                : Task.FromResult(response.Headers.Contains("OCI-Subject")),
            cancellationToken);
    }

    /// <summary>Deletes a tag, or a manifest with all of its tags.</summary>
    /// <returns>False if the registry doesn't support this.</returns>
    public Task<bool> DeleteManifestAsync(string reference, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Delete, $"v2/{path}/manifests/{reference}", $"Deleting {Name}{Suffix(reference)}") with
        {
            Statuses = [HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed],
        };
        return connection.SendAsync(
            request,
            counter,
            (response, _) => Task.FromResult(response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed)),
            cancellationToken);
    }

    /// <summary>Returns what refers to a manifest; <c>null</c> if the registry lacks the API for it.</summary>
    public async Task<IReadOnlyList<Referrer>?> ReferrersAsync(string digest, CancellationToken cancellationToken)
    {
        if (connection.LacksReferrers)
            return null;
        var referrers = new List<Referrer>();
        for (var next = $"v2/{path}/referrers/{digest}"; next is not null;)
        {
            var request = Request(HttpMethod.Get, next, $"Listing the referrers of {Name}@{digest}") with
            {
                // Registries without the API return various errors.
                Statuses = [HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotAcceptable],
            };
            var (found, link) = await connection.SendAsync(request, counter, ReadReferrersAsync, cancellationToken);
            if (found is null)
            {
                connection.LacksReferrers = true;
                return null;
            }

            referrers.AddRange(found);
            next = link;
        }

        return referrers;
    }

    private RegistryRequest Request(HttpMethod method, string address, string action) => new(action, Scope, method, address);

    private string Reading(string reference) => $"Reading {Name}{Suffix(reference)}";

    private static string Suffix(string reference) => reference.Contains(':', StringComparison.Ordinal) ? $"@{reference}" : $":{reference}";

    private static (bool Found, Descriptor? Known) ReadHead(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return (false, null);
        return response.Headers.TryGetValues(DigestHeader, out var digests) && digests.FirstOrDefault() is { Length: > 0 } digest
            ? (true, new Descriptor(response.Content.Headers.ContentType?.MediaType ?? "", digest, response.Content.Headers.ContentLength ?? 0))
            : (true, null);
    }

    private static async Task<(IReadOnlyList<string>?, string?)> ReadTagsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return (null, null);
        var root = await ReadObjectAsync(response, cancellationToken) ?? throw new RegistryException(
            $"Listing tags failed: {response.RequestMessage!.RequestUri!.Authority} returned no JSON. Check the name of the registry.");
        // A repository without tags has null.
        var tags = (root["tags"] as JsonArray ?? []).OfType<JsonValue>().Select(tag => tag.TryGetValue<string>(out var name) ? name : null);
        return ([.. tags.OfType<string>()], NextOf(response));
    }

    private static async Task<(IReadOnlyList<Referrer>?, string?)> ReadReferrersAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            return (null, null);
        // Registries without the API may redirect to a page of a website.
        return await ReadObjectAsync(response, cancellationToken) is { } root ? (ReferrersOf(root), NextOf(response)) : (null, null);
    }

    private static async Task<JsonObject?> ReadObjectAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the entries of an index of referrers.</summary>
    public static IReadOnlyList<Referrer> ReferrersOf(JsonNode? index) =>
    [
        .. (index?["manifests"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(entry => entry["digest"] is not null)
            .Select(entry => new Referrer(entry["digest"]!.GetValue<string>(), entry)),
    ];

    // Link: </v2/acme/api/tags/list?n=1000&last=9>; rel="next"
    private static string? NextOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links) || links.FirstOrDefault() is not { } link || !link.Contains("next", StringComparison.Ordinal))
            return null;
        var (start, end) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return start >= 0 && end > start ? new Uri(response.RequestMessage!.RequestUri!, link[(start + 1)..end]).AbsoluteUri : null;
    }
}
