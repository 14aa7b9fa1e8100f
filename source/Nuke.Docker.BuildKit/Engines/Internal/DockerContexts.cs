using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Reads the docker CLI's contexts from its files, because starting the CLI takes 0.15 s.</summary>
internal sealed class DockerContexts
{
    /// <summary>Name of the context without a file: DOCKER_HOST or the platform's default socket.</summary>
    public const string Default = "default";

    private static readonly (string Key, string Name)[] s_proxies =
    [
        ("httpProxy", "HTTP_PROXY"), ("httpsProxy", "HTTPS_PROXY"), ("noProxy", "NO_PROXY"), ("ftpProxy", "FTP_PROXY"), ("allProxy", "ALL_PROXY"),
    ];

    private readonly string? _directory;

    private DockerContexts(string? directory) => _directory = directory;

    public static DockerContexts In(IReadOnlyDictionary<string, string> environment) => new(ConfigDirectory(environment));

    public static string? ConfigDirectory(IReadOnlyDictionary<string, string> environment) =>
        environment.Read("DOCKER_CONFIG")
        ?? ((environment.Read("HOME") ?? environment.Read("USERPROFILE")) is { } home ? Path.Combine(home, ".docker") : null);

    /// <summary>Returns the current context; <c>null</c> if none is set, the default is, or the file cannot be read: the CLI then uses the default.</summary>
    public string? CurrentName
    {
        get
        {
            var name = ReadConfig()?.CurrentContext;
            return name is null or "" or Default ? null : name;
        }
    }

    public DockerConfigFile? ReadConfig() =>
        _directory is null ? null : ReadJson(Path.Combine(_directory, "config.json"), EngineJson.Default.DockerConfigFile);

    /// <summary>Returns the build arguments that docker adds for the proxies in its configuration; empty if there are none.</summary>
    /// <param name="host">The value of DOCKER_HOST, which may have proxies of its own; <c>null</c>: the default ones.</param>
    public IEnumerable<KeyValuePair<string, string>> ProxyArguments(string? host)
    {
        using var config = ReadProxies();
        if (config is not { RootElement.ValueKind: JsonValueKind.Object }
            || !config.RootElement.TryGetProperty("proxies", out var proxies) || proxies.ValueKind != JsonValueKind.Object)
            yield break;
        if ((host is null || !proxies.TryGetProperty(host, out var proxy)) && !proxies.TryGetProperty("default", out proxy))
            yield break;
        foreach (var (key, name) in s_proxies)
        {
            if (proxy.ValueKind != JsonValueKind.Object || !proxy.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.String)
                continue;
            yield return new(name, value.GetString()!);
            yield return new(name.ToLowerInvariant(), value.GetString()!);
        }
    }

    public EngineEndpoint? TryFind(string name, string source)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

        if (_directory is null
            || ReadJson(Path.Combine(_directory, "contexts", "meta", id, "meta.json"), EngineJson.Default.DockerContextFile) is not { } file
            || file.Endpoints?.GetValueOrDefault("docker") is not { Host: { Length: > 0 } host } docker)
        {
            return null;
        }

        var tls = Path.Combine(_directory, "contexts", "tls", id, "docker");

        return EngineEndpoint.Parse(host, source) with
        {
            CertificateDirectory = Directory.Exists(tls) ? tls : null,
            SkipsTlsVerification = docker.SkipTlsVerify,
        };
    }

    /// <exception cref="FormatException">The context does not exist; the message lists the existing ones.</exception>
    public EngineEndpoint Find(string name, string source) =>
        TryFind(name, $"{source}, context {name}")
        ?? throw new FormatException($"The docker context '{name}' (from {source}) does not exist. Existing contexts: {ExistingOnes()}.");

    // Reading JSON takes longer than all else here, and most configurations have no proxies.
    private JsonDocument? ReadProxies() => _directory is null ? null : ReadFile(
        Path.Combine(_directory, "config.json"),
        bytes => bytes.AsSpan().IndexOf("\"proxies\""u8) < 0 ? null : JsonDocument.Parse(bytes));

    private string ExistingOnes()
    {
        var meta = _directory is null ? null : Path.Combine(_directory, "contexts", "meta");
        var names = meta is null || !Directory.Exists(meta)
            ? []
            : Directory.EnumerateFiles(meta, "meta.json", SearchOption.AllDirectories)
                .Select(_ => ReadJson(_, EngineJson.Default.DockerContextFile)?.Name)
                .OfType<string>()
                .Order(StringComparer.Ordinal)
                .ToList();

        return string.Join(", ", names.Prepend(Default));
    }

    private static T? ReadJson<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => ReadFile(path, bytes => JsonSerializer.Deserialize(bytes, type));

    private static T? ReadFile<T>(string path, Func<byte[], T?> read)
        where T : class
    {
        try
        {
            return File.Exists(path) ? read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
