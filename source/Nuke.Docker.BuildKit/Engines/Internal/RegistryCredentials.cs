using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Reads docker's credentials for a registry, as the CLI does: from a credential helper, or from <c>config.json</c>.</summary>
/// <param name="environment">The environment of docker.</param>
internal sealed partial class RegistryCredentials(IReadOnlyDictionary<string, string> environment)
{
    private const string HubServer = "https://index.docker.io/v1/";

    // A helper may wait for a user who unlocks a key store.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    private static readonly JsonElement s_nothing = JsonDocument.Parse("null").RootElement.Clone();

    private readonly ConcurrentDictionary<string, Task<RegistryLogin?>> _known = new(StringComparer.Ordinal);

    /// <summary>Returns the value of the header <c>X-Registry-Auth</c> for an image; <c>null</c> if there is no login.</summary>
    public async Task<string?> HeaderAsync(string reference, CancellationToken cancellationToken)
    {
        if (!ImageReference.TryParse(reference, out var image))
            return null;
        return Header(await LoginAsync(image.Domain, cancellationToken));
    }

    /// <summary>Returns the login for a registry, as in the name of an image; <c>null</c> if there is none. Each registry is looked up once.</summary>
    public Task<RegistryLogin?> LoginAsync(string host, CancellationToken cancellationToken) =>
        _known.GetOrAdd(host, FindAsync, cancellationToken).WaitAsync(cancellationToken);

    private async Task<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken)
    {
        List<string> configurations = [environment.Read("DOCKER_AUTH_CONFIG") ?? ""];
        if (DockerContexts.ConfigDirectory(environment) is { } folder)
            configurations.Add(Text(Path.Combine(folder, "config.json")));
        foreach (var configuration in configurations.Where(text => text.Length > 0))
        {
            try
            {
                using var document = JsonDocument.Parse(configuration);
                var root = document.RootElement;
                var helper = Member(root, "credHelpers", host).GetString() ?? Member(root, "credsStore").GetString();
                if (helper is not null && await AskAsync(helper, host, cancellationToken) is { } asked)
                    return asked;
                if (OfFile(Member(root, "auths", host), host) is { } stored)
                    return stored;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
            {
                // docker itself reports a damaged configuration.
            }
        }

        return null;
    }

    private async Task<RegistryLogin?> AskAsync(string helper, string host, CancellationToken cancellationToken)
    {
        if (!HelperName().IsMatch(helper))
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        try
        {
            var server = ServerOf(host);
            var program = HostCommand.Find($"docker-credential-{helper}", environment);
            var result = program is null ? null : await HostCommand.RunAsync(program, ["get"], limit.Token, environment: environment, input: server);
            if (result is not { ExitCode: 0 })
                return null;
            using var answer = JsonDocument.Parse(result.Output);
            return new RegistryLogin(Member(answer.RootElement, "Username").GetString() ?? "", Member(answer.RootElement, "Secret").GetString() ?? "", server);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or OperationCanceledException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static RegistryLogin? OfFile(JsonElement entry, string host)
    {
        if (Member(entry, "identitytoken").GetString() is { Length: > 0 } token)
            return new RegistryLogin(RegistryLogin.TokenUser, token, ServerOf(host));
        if (Member(entry, "auth").GetString() is not { Length: > 0 } encoded)
            return null;
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2);
        return parts.Length == 2 ? new RegistryLogin(parts[0], parts[1].TrimEnd('\0'), ServerOf(host)) : null;
    }

    // A missing member reads as null.
    private static JsonElement Member(JsonElement element, string name, string? host = null)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
            return s_nothing;
        if (host is null)
            return value;
        if (value.ValueKind != JsonValueKind.Object)
            return s_nothing;
        foreach (var member in value.EnumerateObject())
        {
            if (HostOf(member.Name) == host)
                return member.Value;
        }

        return s_nothing;
    }

    /// <summary>Returns the host of a stored login. That of Docker Hub is stored with the URL of its first API.</summary>
    public static string HostOf(string name)
    {
        var start = name.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var host = name[start..].Split('/', 2)[0];
        return host is "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
    }

    private static string ServerOf(string host) => host == "docker.io" ? HubServer : host;

    private static string? Header(RegistryLogin? login)
    {
        if (login is null)
            return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (login.IsToken)
            {
                json.WriteString("identitytoken", login.Secret);
            }
            else
            {
                json.WriteString("username", login.User);
                json.WriteString("password", login.Secret);
            }

            json.WriteString("serveraddress", login.Server);
            json.WriteEndObject();
        }

        return Convert.ToBase64String(buffer.ToArray()).Replace('+', '-').Replace('/', '_');
    }

    private static string Text(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex HelperName();
}
