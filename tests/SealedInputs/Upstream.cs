using Nuke.Docker.BuildKit.Engines;

namespace SealedInputs;

/// <summary>Checks if the real sources of a build can be reached.</summary>
public static class Upstream
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>Checks if the engine has <paramref name="image" /> or can pull it.</summary>
    public static async Task<bool> HasImageAsync(EngineProbe engine, string image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);

        if (await engine.FindImageAsync(image, cancellationToken) is not null)
            return true;

        using var client = new EngineClient(engine.Endpoint);
        return (await client.CheckPullAsync(image, s_timeout, cancellationToken)).Possible;
    }

    public static async Task<bool> HasPyPiAsync(CancellationToken cancellationToken = default)
    {
        using var client = new HttpClient { Timeout = s_timeout };

        try
        {
            using var answer = await client.GetAsync(new Uri("https://pypi.org/simple/pip/"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
