using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Asks servers during a build for the versions of remote inputs: the validators of a file, the commit of a branch. Nothing is downloaded.</summary>
internal sealed class RemoteCheck : IDisposable
{
    private const int Most = 16;
    private const int LargestList = 4 << 20;

    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(3);

    // Added to a build at most: most builds take longer than the answers.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly LedgerKey _key;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = s_connect });
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly Task _work;

    private RemoteCheck(IEnumerable<RemoteInput> inputs, LedgerKey key)
    {
        _key = key;
        _work = Task.WhenAll(inputs.DistinctBy(input => input.Name).Take(Most).Select(AskAsync));
    }

    /// <summary>Begins to ask.</summary>
    public static RemoteCheck Begin(IEnumerable<RemoteInput> inputs, LedgerKey key) => new(inputs, key);

    /// <summary>Returns keyed digests by name. A server that doesn't respond in time, or doesn't name a version, is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EndAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_work, Task.Delay(s_patience, cancellationToken));
        return new Dictionary<string, string>(_digests, StringComparer.Ordinal);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    private async Task AskAsync(RemoteInput input)
    {
        try
        {
            var version = input.Reference is { } reference ? await CommitAsync(input.Address, reference) : await ValidatorsAsync(input.Address);
            if (version is not null)
                _digests[input.Name] = _key.Digest(version);
        }
        catch (Exception unknown) when (unknown is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The step that downloads it reports a server that doesn't respond.
        }
    }

    private async Task<string?> ValidatorsAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        var content = response.Content.Headers;
        return response.IsSuccessStatusCode && (response.Headers.ETag is not null || content.LastModified is not null)
            ? $"{response.Headers.ETag} {content.LastModified:O} {content.ContentLength}"
            : null;
    }

    // The list of branches of git's protocol: "003fCOMMIT refs/heads/main".
    private async Task<string?> CommitAsync(Uri address, string reference)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address.AbsoluteUri.TrimEnd('/')}/info/refs?service=git-upload-pack");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("git", "2.0"));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        if (!response.IsSuccessStatusCode)
            return null;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(_stop.Token), Encoding.UTF8);
        string[] names = reference.Length == 0 ? ["HEAD"] : [$"refs/heads/{reference}", $"refs/tags/{reference}", reference];
        for (var read = 0; read < LargestList && await reader.ReadLineAsync(_stop.Token) is { } line; read += line.Length)
        {
            var name = line.Split('\0')[0].TrimEnd();
            var space = name.IndexOf(' ', StringComparison.Ordinal);
            if (space >= 40 && names.Contains(name[(space + 1)..]))
                return name[(space - 40)..space];
        }

        return null;
    }
}
