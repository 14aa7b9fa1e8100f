using Nuke.Docker.BuildKit.Engines;

namespace SealedInputs;

/// <summary>Whether the real sources of a build can be reached.</summary>
public static class Upstream
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether the daemon has <paramref name="image" /> already or could pull it.</summary>
    public static async Task<bool> HasImageAsync(IDockerEngine engine, string image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);

        return await engine.InspectImageAsync(image, cancellationToken) is not null
            || (await engine.CheckPullAsync(image, s_timeout, cancellationToken)).Possible;
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
