using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Tests.Registries;

/// <summary>A stand-in for a registry, in this process: the distribution API in memory, with the faults that a test injects.</summary>
internal sealed class StandInRegistry : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly ConcurrentDictionary<(string Repository, string Digest), byte[]> _blobs = new();
    private readonly ConcurrentDictionary<(string Repository, string Reference), (byte[] Bytes, string Type)> _manifests = new();
    private readonly ConcurrentDictionary<string, string> _uploads = new();
    private int _upload;

    public StandInRegistry()
    {
        _listener.Start();
        Name = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = ServeAsync();
    }

    /// <summary>The name of the registry.</summary>
    public string Name { get; }

    /// <summary>Decides about a request by its method and path; <c>null</c>: it is served.</summary>
    public Func<string, StandInFault?> Fault { get; set; } = _ => null;

    /// <summary>The requests, as method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The blobs that were completely uploaded, as repository and digest.</summary>
    public ConcurrentQueue<string> Uploads { get; } = new();

    /// <summary>The user and the password that are needed; <c>null</c>: none.</summary>
    public string? Login { get; set; }

    /// <summary>Wants tokens instead of passwords.</summary>
    public bool Tokens { get; set; }

    /// <summary>Has the API for referrers.</summary>
    public bool Referrers { get; set; }

    /// <summary>Deletes tags, not only manifests.</summary>
    public bool DeletesTags { get; set; }

    /// <summary>Changes the content of blobs when they are read.</summary>
    public bool Damages { get; set; }

    /// <summary>The scopes of the tokens.</summary>
    public ConcurrentQueue<string> Scopes { get; } = new();

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    public string? DigestOf(string repository, string reference) =>
        _manifests.TryGetValue((repository, reference), out var manifest) ? Digest(manifest.Bytes) : null;

    public bool HasBlob(string repository, string digest) => _blobs.ContainsKey((repository, digest));

    public IReadOnlyList<string> TagsOf(string repository) =>
    [
        .. _manifests.Keys.Where(key => key.Repository == repository && !key.Reference.Contains(':'))
            .Select(key => key.Reference)
            .Order(StringComparer.Ordinal),
    ];

    public string Text(string repository, string reference) => Encoding.UTF8.GetString(_manifests[(repository, reference)].Bytes);

    /// <summary>Adds a blob.</summary>
    public JsonObject AddBlob(string repository, byte[] bytes, string type = "application/vnd.oci.image.layer.v1.tar+gzip")
    {
        _blobs[(repository, Digest(bytes))] = bytes;
        return Descriptor(bytes, type);
    }

    /// <summary>Adds a manifest under its digest and a tag.</summary>
    public JsonObject AddManifest(string repository, JsonObject manifest, string? tag = null)
    {
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        var type = manifest["mediaType"]!.GetValue<string>();
        _manifests[(repository, Digest(bytes))] = (bytes, type);
        if (tag is not null)
            _manifests[(repository, tag)] = (bytes, type);
        return Descriptor(bytes, type);
    }

    /// <summary>Adds an image with layers of given contents.</summary>
    public JsonObject AddImage(string repository, string? tag, params string[] layers)
    {
        var config = AddBlob(repository, Encoding.UTF8.GetBytes($"config of {string.Join(',', layers)}"), "application/vnd.oci.image.config.v1+json");
        return AddManifest(
            repository,
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
                ["config"] = config,
                ["layers"] = new JsonArray([.. layers.Select(layer => AddBlob(repository, Encoding.UTF8.GetBytes(layer)))]),
            },
            tag);
    }

    /// <summary>Adds an index of images for two platforms, and the attestation of the first.</summary>
    public JsonObject AddIndex(string repository, string tag, string content)
    {
        var amd64 = AddImage(repository, null, $"{content} amd64", "base");
        var arm64 = AddImage(repository, null, $"{content} arm64", "base");
        var attestation = AddImage(repository, null, $"{content} provenance");
        amd64["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = "amd64" };
        arm64["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = "arm64", ["variant"] = "v8" };
        attestation["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
        attestation["annotations"] = new JsonObject { ["vnd.docker.reference.digest"] = amd64["digest"]!.GetValue<string>() };
        return AddManifest(
            repository,
            new JsonObject
            {
                ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(amd64, arm64, attestation),
            },
            tag);
    }

    /// <summary>Adds a signature of a manifest.</summary>
    public JsonObject AddReferrer(string repository, string digest, string content) => AddManifest(
        repository,
        new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["artifactType"] = "application/vnd.example.signature",
            ["config"] = AddBlob(repository, "{}"u8.ToArray(), "application/vnd.oci.empty.v1+json"),
            ["layers"] = new JsonArray(AddBlob(repository, Encoding.UTF8.GetBytes(content))),
            ["subject"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = digest, ["size"] = 1 },
        });

    public static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static JsonObject Descriptor(byte[] bytes, string type) => new() { ["mediaType"] = type, ["digest"] = Digest(bytes), ["size"] = bytes.Length };

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync();
                _connections.Add(connection);
                _ = Task.Run(() => ServeAsync(connection));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            while (await StandInExchange.ReadAsync(connection.GetStream()) is { } exchange && await AnswerAsync(exchange))
            {
                // The connection serves the next request.
            }

            // Without a farewell, as when a proxy dies.
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
            connection.Dispose();
        }
        catch (Exception interrupted) when (interrupted is IOException or SocketException or ObjectDisposedException)
        {
            // The client closed the connection.
        }
    }

    private async Task<bool> AnswerAsync(StandInExchange context)
    {
        var line = $"{context.Method} {context.Target}";
        Requests.Enqueue(line);
        switch (Fault(line))
        {
            case { Abort: true }:
                return false;
            case { LosesResponse: true }:
                context.LosesResponse = true;
                break;
            case { Hangs: true }:
                await Task.Delay(Timeout.Infinite);
                return false;
            case { } fault:
                if (fault.RetryAfter is { } seconds)
                    context.ResponseHeaders["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
                await context.RespondAsync(fault.Status, """{"errors":[{"code":"TEST","message":"injected by the test"}]}""");
                return true;
        }

        if (context.Path == "/token")
            await TokenAsync(context);
        else if (await AuthorizeAsync(context))
            await RouteAsync(context);
        return !context.LosesResponse;
    }

    private string BasicHeader => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Login ?? ""))}";

    private Task TokenAsync(StandInExchange context)
    {
        if (context.Headers.GetValueOrDefault("Authorization") != BasicHeader)
            return context.RespondAsync(401, """{"errors":[{"message":"incorrect username or password"}]}""");
        Scopes.Enqueue(context.Query["scope"] ?? "");
        return context.RespondAsync(200, """{"token":"token-of-the-stand-in","expires_in":300}""");
    }

    private async Task<bool> AuthorizeAsync(StandInExchange context)
    {
        if (Login is null || context.Headers.GetValueOrDefault("Authorization") == (Tokens ? "Bearer token-of-the-stand-in" : BasicHeader))
            return true;
        context.ResponseHeaders["WWW-Authenticate"] = Tokens ? $"Bearer realm=\"http://{Name}/token\",service=\"stand-in\"" : "Basic realm=\"stand-in\"";
        await context.RespondAsync(401, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""");
        return false;
    }

    private Task RouteAsync(StandInExchange context)
    {
        var (method, path) = (context.Method, context.Path);
        if (path == "/v2/")
            return context.RespondAsync(200, "{}");
        var parts = path["/v2/".Length..].Split('/');
        var kind = Array.FindLastIndex(parts, part => part is "manifests" or "blobs" or "tags" or "referrers");
        var repository = string.Join('/', parts[..kind]);
        return (parts[kind], method) switch
        {
            ("tags", _) => TagsAsync(context, repository),
            ("referrers", _) => ReferrersAsync(context, repository, parts[^1]),
            ("manifests", "PUT") => PutManifestAsync(context, repository, parts[^1]),
            ("manifests", "DELETE") => DeleteManifestAsync(context, repository, parts[^1]),
            ("manifests", _) => GetManifestAsync(context, repository, parts[^1]),
            ("blobs", "POST") => StartUploadAsync(context, repository),
            ("blobs", "PUT") => EndUploadAsync(context, repository, parts[^1]),
            _ => GetBlobAsync(context, repository, parts[^1]),
        };
    }

    private Task TagsAsync(StandInExchange context, string repository)
    {
        var tags = TagsOf(repository);
        if (!_manifests.Keys.Any(key => key.Repository == repository))
            return context.RespondAsync(404, """{"errors":[{"code":"NAME_UNKNOWN"}]}""");
        var start = context.Query["last"] is { } last ? tags.ToList().IndexOf(last) + 1 : 0;
        var page = tags.Skip(start).Take(2).ToList();
        if (start + page.Count < tags.Count)
            context.ResponseHeaders["Link"] = $"</v2/{repository}/tags/list?n=2&last={page[^1]}>; rel=\"next\"";
        var names = new JsonArray([.. page.Select(tag => (JsonNode)tag)]);
        return context.RespondAsync(200, new JsonObject { ["name"] = repository, ["tags"] = names }.ToJsonString());
    }

    private Task ReferrersAsync(StandInExchange context, string repository, string digest)
    {
        if (!Referrers)
            return context.RespondAsync(404, "404 page not found");
        var entries = _manifests.Where(manifest => manifest.Key.Repository == repository && manifest.Key.Reference.Contains(':'))
            .Where(manifest => JsonNode.Parse(manifest.Value.Bytes)!["subject"]?["digest"]?.GetValue<string>() == digest)
            .Select(manifest => Descriptor(manifest.Value.Bytes, manifest.Value.Type));
        return context.RespondAsync(200, new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray([.. entries]) }.ToJsonString());
    }

    private Task GetManifestAsync(StandInExchange context, string repository, string reference)
    {
        if (!_manifests.TryGetValue((repository, reference), out var manifest))
            return context.RespondAsync(404, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""");
        context.ResponseHeaders["Docker-Content-Digest"] = Digest(manifest.Bytes);
        return context.RespondAsync(200, manifest.Bytes, manifest.Type);
    }

    private async Task PutManifestAsync(StandInExchange context, string repository, string reference)
    {
        var bytes = context.Body;
        var root = JsonNode.Parse(bytes)!;
        var missing = (root["layers"]?.AsArray() ?? []).Append(root["config"]).OfType<JsonObject>()
            .Any(blob => !HasBlob(repository, blob["digest"]!.GetValue<string>()));
        var lost = (root["manifests"]?.AsArray() ?? []).Any(child => !_manifests.ContainsKey((repository, child!["digest"]!.GetValue<string>())));
        if (missing || lost)
        {
            await context.RespondAsync(400, """{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry"}]}""");
            return;
        }

        _manifests[(repository, Digest(bytes))] = (bytes, context.Headers["Content-Type"]);
        _manifests[(repository, reference)] = (bytes, context.Headers["Content-Type"]);
        if (Referrers && root["subject"]?["digest"] is { } subject)
            context.ResponseHeaders["OCI-Subject"] = subject.GetValue<string>();
        context.ResponseHeaders["Docker-Content-Digest"] = Digest(bytes);
        await context.RespondAsync(201, "");
    }

    private Task DeleteManifestAsync(StandInExchange context, string repository, string reference)
    {
        if (!reference.Contains(':'))
        {
            return DeletesTags && _manifests.TryRemove((repository, reference), out _)
                ? context.RespondAsync(202, "")
                : context.RespondAsync(400, """{"errors":[{"code":"DIGEST_INVALID"}]}""");
        }

        foreach (var (key, (bytes, _)) in _manifests)
        {
            if (key.Repository == repository && Digest(bytes) == reference)
                _manifests.TryRemove(key, out _);
        }

        return context.RespondAsync(202, "");
    }

    private Task StartUploadAsync(StandInExchange context, string repository)
    {
        var (digest, from) = (context.Query["mount"], context.Query["from"]);
        if (digest is not null && from is not null && _blobs.TryGetValue((from, digest), out var blob))
        {
            _blobs[(repository, digest)] = blob;
            return context.RespondAsync(201, "");
        }

        var id = Interlocked.Increment(ref _upload).ToString(CultureInfo.InvariantCulture);
        _uploads[id] = repository;
        context.ResponseHeaders["Location"] = $"/v2/{repository}/blobs/uploads/{id}?state=x";
        return context.RespondAsync(202, "");
    }

    private async Task EndUploadAsync(StandInExchange context, string repository, string id)
    {
        var bytes = context.Body;
        var digest = context.Query["digest"]!;
        if (!_uploads.TryRemove(id, out _) || Digest(bytes) != digest)
        {
            await context.RespondAsync(400, """{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content"}]}""");
            return;
        }

        _blobs[(repository, digest)] = bytes;
        Uploads.Enqueue($"{repository} {digest}");
        await context.RespondAsync(201, "");
    }

    private Task GetBlobAsync(StandInExchange context, string repository, string digest)
    {
        if (!_blobs.TryGetValue((repository, digest), out var bytes))
            return context.RespondAsync(404, """{"errors":[{"code":"BLOB_UNKNOWN"}]}""");
        if (Damages && context.Method == "GET")
            bytes = [.. bytes.Select(value => (byte)(value ^ 1))];
        return context.RespondAsync(200, bytes, "application/octet-stream");
    }
}

/// <summary>A fault of the stand-in.</summary>
/// <param name="Status">The status of the response.</param>
internal sealed record StandInFault(int Status)
{
    public int? RetryAfter { get; init; }

    public bool Abort { get; init; }

    public bool Hangs { get; init; }

    public bool LosesResponse { get; init; }
}
