using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Collections.Concurrent;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Registries.Internal;

/// <summary>Logs in to a registry: with docker's password, or with tokens that a server gives for it. Without a login, it asks for anonymous tokens.</summary>
/// <param name="registry">The registry.</param>
/// <param name="client">Sends the requests for tokens.</param>
/// <param name="options">The options of all registries.</param>
internal sealed class RegistryAuthentication(RegistryAddress registry, HttpClient client, RegistryOptions options)
{
    private const string Client = "nuke-docker-buildkit";

    // Of the specification, if the server states none.
    private static readonly TimeSpan s_defaultLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<(string Value, DateTimeOffset Expires)>>> _tokens = new(StringComparer.Ordinal);
    private volatile AuthenticateChallenge? _challenge;

    /// <summary>Returns true if docker has a login for the registry.</summary>
    public async Task<bool> HasLoginAsync(CancellationToken cancellationToken) =>
        await options.Credentials.LoginAsync(registry.Name, cancellationToken) is not null;

    /// <summary>Notes how the registry wants to be logged in to.</summary>
    /// <returns>True if it can be logged in to.</returns>
    public bool Learn(HttpResponseMessage response)
    {
        if (AuthenticateChallenge.Of(response.Headers.WwwAuthenticate) is not { } challenge)
            return false;
        _challenge = challenge;
        return true;
    }

    /// <summary>Discards a token that the registry rejected.</summary>
    public void Forget(string scope) => _tokens.TryRemove(scope, out _);

    /// <summary>Returns the header for a request; <c>null</c> if the registry needs none, or if there is no password.</summary>
    /// <param name="scope">The scopes, separated by spaces: <c>repository:acme/api:pull,push</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="RegistryException">The token server refuses the login.</exception>
    public async Task<AuthenticationHeaderValue?> HeaderAsync(string scope, CancellationToken cancellationToken)
    {
        if (_challenge is not { } challenge)
            return null;
        if (challenge.Scheme == "Basic")
            return await options.Credentials.LoginAsync(registry.Name, cancellationToken) is { IsToken: false } login ? Basic(login) : null;
        while (true)
        {
            var known = _tokens.GetOrAdd(scope, name => new(() => FetchAsync(challenge, name, cancellationToken)));
            try
            {
                var (value, expires) = await known.Value;
                if (expires > options.Time.GetUtcNow())
                    return new AuthenticationHeaderValue("Bearer", value);
            }
            catch
            {
                _tokens.TryRemove(KeyValuePair.Create(scope, known));
                throw;
            }

            _tokens.TryRemove(KeyValuePair.Create(scope, known));
        }
    }

    private async Task<(string, DateTimeOffset)> FetchAsync(AuthenticateChallenge challenge, string scope, CancellationToken cancellationToken)
    {
        var login = await options.Credentials.LoginAsync(registry.Name, cancellationToken);
        using var request = Request(challenge, scope, login);
        var action = $"Logging in to {registry.Name}";
        using var stall = new StallTimeout(options.Timeout, options.Time, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, stall.Token);
            if (!response.IsSuccessStatusCode)
                throw await RegistryFailures.OfResponseAsync(registry.Name, action, response, login is not null, options.Time.GetUtcNow(), stall.Token);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stall.Token));
            var root = answer.RootElement;
            var token = Text(root, "token") ?? Text(root, "access_token") ?? throw new JsonException("The response has no token.");
            var life = root.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var number) && number > 0
                ? TimeSpan.FromSeconds(number)
                : s_defaultLife;
            // Short-lived tokens are used for most of their life.
            return (token, options.Time.GetUtcNow() + (life > s_margin * 2 ? life - s_margin : life / 2));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryFailures.OfSilence(registry.Name, action, options.Timeout, exception);
        }
        catch (HttpRequestException exception)
        {
            throw RegistryFailures.OfConnection(registry.Name, action, exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RegistryException($"{action} failed: the response of its token server can't be read. Check the name of the registry.", exception);
        }
    }

    private HttpRequestMessage Request(AuthenticateChallenge challenge, string scope, RegistryLogin? login)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm)
            || (realm.Scheme != Uri.UriSchemeHttps && !(realm.Scheme == Uri.UriSchemeHttp && registry.Insecure)))
        {
            throw new RegistryException(
                $"Logging in to {registry.Name} failed: it names the token server '{challenge.Realm}', and a login is sent over HTTPS only. "
                + "Correct the configuration of the registry.");
        }

        var service = challenge.Service ?? registry.Name;
        if (login is { IsToken: true })
        {
            return new HttpRequestMessage(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent(
                [
                    new("grant_type", "refresh_token"), new("service", service), new("client_id", Client), new("scope", scope),
                    new("refresh_token", login.Secret),
                ]),
            };
        }

        var scopes = scope.Split(' ').Select(part => $"scope={Uri.EscapeDataString(part)}");
        var query = string.Join('&', [realm.Query.TrimStart('?'), $"service={Uri.EscapeDataString(service)}", .. scopes]).TrimStart('&');
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query }.Uri);
        if (login is not null)
            request.Headers.Authorization = Basic(login);
        return request;
    }

    private static AuthenticationHeaderValue Basic(RegistryLogin login) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Secret}")));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
