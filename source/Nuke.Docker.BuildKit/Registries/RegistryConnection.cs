using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Nuke.Docker.BuildKit.Registries.Internal;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Sends requests to a registry: logs in, repeats what may pass, and waits if the registry asks for it.</summary>
internal sealed class RegistryConnection : IDisposable
{
    private readonly RegistryOptions _options;
    private readonly HttpClient _client;
    private readonly RegistryAuthentication _authentication;
    // A plain HTTP server may not respond to a TLS handshake at all.
    private static readonly TimeSpan s_longestHandshake = TimeSpan.FromSeconds(5);

    private readonly Lazy<Task<Uri>> _base;
    private readonly RegistryCertificates _certificates;
    private long _pausedUntil;

    /// <param name="name">The registry as in names of images.</param>
    /// <param name="options">The options of all registries.</param>
    /// <param name="stop">Ends the search for the address of the registry, which all requests share.</param>
    public RegistryConnection(string name, RegistryOptions options, CancellationToken stop)
    {
        _options = options;
        Address = RegistryAddress.Of(name, options.Insecure);
        _certificates = RegistryCertificates.Read(name, options.CertificateFolders);
        _client = new HttpClient(HandlerFor(Address, options, _certificates)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("nuke-docker-buildkit", null));
        _authentication = new RegistryAuthentication(Address, _client, options);
        _base = new(() => FindBaseAsync(stop));
    }

    /// <summary>The registry.</summary>
    public RegistryAddress Address { get; }

    /// <summary>The time for which the registry may be silent.</summary>
    public TimeSpan Timeout => _options.Timeout;

    /// <summary>Indicates that the registry lacks the API that lists what refers to a manifest.</summary>
    public bool LacksReferrers { get; set; }

    /// <summary>Sends a small request until it succeeds, or until it is given up. It waits for its turn.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="counter">Counts the requests.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="RegistryException">The registry refuses, fails or doesn't respond.</exception>
    public Task<T> SendAsync<T>(
        RegistryRequest request,
        RequestCounter counter,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        RepeatAsync(
            _ => _options.Limit.RunAsync(0, () => SendOnceAsync(request, counter, read, cancellationToken), cancellationToken), counter, cancellationToken);

    /// <summary>Repeats an action on failures that may pass.</summary>
    /// <param name="action">The action, called with the number of the attempt from 1.</param>
    /// <param name="counter">Counts the failures.</param>
    /// <param name="cancellationToken">Cancels the action and the waiting.</param>
    public async Task<T> RepeatAsync<T>(Func<int, Task<T>> action, RequestCounter counter, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await action(attempt);
            }
            catch (RegistryException exception) when (exception.MayPass)
            {
                counter.Failed();
                if (_options.Retry.Delay(attempt, exception.RetryAfter) is not { } delay)
                    throw;
                await Task.Delay(delay, _options.Time, cancellationToken);
            }
        }
    }

    /// <summary>Sends a request once. A token that has expired is replaced.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<T> SendOnceAsync<T>(
        RegistryRequest request,
        RequestCounter counter,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var address = await _base.Value.WaitAsync(cancellationToken);
        await WaitForPauseAsync(cancellationToken);
        using var stall = new StallTimeout(_options.Timeout, _options.Time, cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var header = await _authentication.HeaderAsync(request.Scope, cancellationToken);
                stall.Touch();
                using var message = request.Create(address, stall);
                // A URL for uploads may lead to another host or to plain HTTP, for which the login isn't meant.
                if (message.RequestUri!.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority))
                    message.Headers.Authorization = header;
                counter.Sent();
                var started = Stopwatch.GetTimestamp();
                using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stall.Token);
                if (message.Content is null)
                    _options.Limit.Responded(Stopwatch.GetElapsedTime(started));
                if (response.IsSuccessStatusCode || request.Accepts(response.StatusCode))
                    return await read(response, stall.Token);
                if (response.StatusCode == HttpStatusCode.Unauthorized && attempt == 1 && _authentication.Learn(response))
                {
                    _authentication.Forget(request.Scope);
                    if (request.IsRepeatable && await _authentication.HeaderAsync(request.Scope, cancellationToken) is not null)
                        continue;
                }

                var hasLogin = await _authentication.HasLoginAsync(cancellationToken);
                var failure = await RegistryFailures.OfResponseAsync(
                    Address.Name, request.Action, response, hasLogin, _options.Time.GetUtcNow(), stall.Token);
                if (failure.Status == HttpStatusCode.TooManyRequests)
                    _options.Limit.Throttled();
                if (failure.RetryAfter is { } pause && pause <= _options.Retry.LongestRequested)
                    Pause(pause);
                throw failure;
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryFailures.OfSilence(Address.Name, request.Action, _options.Timeout, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException { InnerException: not RegistryException } or IOException)
        {
            throw RegistryFailures.OfConnection(Address.Name, request.Action, exception);
        }
        catch (HttpRequestException exception)
        {
            throw exception.InnerException!;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler HandlerFor(RegistryAddress address, RegistryOptions options, RegistryCertificates certificates)
    {
        var handler = new SocketsHttpHandler
        {
            // A transfer, and the small requests next to it.
            MaxConnectionsPerServer = options.Connections * 2,
            ConnectTimeout = options.Timeout < TimeSpan.FromSeconds(15) ? options.Timeout : TimeSpan.FromSeconds(15),
            UseCookies = false,
            UseProxy = !address.IsLocal,
        };
        certificates.Apply(handler.SslOptions, address.Insecure);
        return handler;
    }

    private async Task<Uri> FindBaseAsync(CancellationToken cancellationToken)
    {
        var counter = new RequestCounter();
        return await RepeatAsync(_ => AskCandidatesAsync(cancellationToken), counter, cancellationToken);
    }

    private async Task<Uri> AskCandidatesAsync(CancellationToken cancellationToken)
    {
        var action = $"Connecting to {Address.Name}";
        if (_certificates.Problem is { } problem)
            throw new RegistryException($"{action} failed: {problem}");
        RegistryException? last = null;
        foreach (var candidate in Address.Candidates)
        {
            var hasAnother = Address.Insecure && candidate.Scheme == Uri.UriSchemeHttps;
            var limit = hasAnother && _options.Timeout > s_longestHandshake ? s_longestHandshake : _options.Timeout;
            using var stall = new StallTimeout(limit, _options.Time, cancellationToken);
            try
            {
                using var response = await _client.GetAsync(new Uri(candidate, "v2/"), HttpCompletionOption.ResponseHeadersRead, stall.Token);
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                    _authentication.Learn(response);
                // A server for HTTPS refuses plain HTTP with this status.
                if (response.StatusCode != HttpStatusCode.BadRequest || candidate.Scheme == Uri.UriSchemeHttps)
                    return candidate;
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                last = RegistryFailures.OfSilence(Address.Name, action, _options.Timeout, exception);
            }
            catch (HttpRequestException exception)
            {
                last = RegistryFailures.OfConnection(Address.Name, action, exception);
            }
        }

        throw last ?? RegistryFailures.OfConnection(Address.Name, action, new HttpRequestException("it speaks neither HTTP nor HTTPS"));
    }

    private void Pause(TimeSpan delay)
    {
        var until = (_options.Time.GetUtcNow() + delay).UtcTicks;
        var known = Interlocked.Read(ref _pausedUntil);
        while (until > known && Interlocked.CompareExchange(ref _pausedUntil, until, known) is var other && other != known)
            known = other;
    }

    private async Task WaitForPauseAsync(CancellationToken cancellationToken)
    {
        while (new DateTimeOffset(Interlocked.Read(ref _pausedUntil), TimeSpan.Zero) - _options.Time.GetUtcNow() is { Ticks: > 0 } rest)
            await Task.Delay(rest, _options.Time, cancellationToken);
    }
}
