using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Reads a cache from the cache service of GitHub Actions.</summary>
public sealed record GhaCacheFrom : CacheFrom, IGhaLocation
{
    /// <inheritdoc/>
    public override string Type => "gha";

    /// <summary><c>scope</c>: the cache's name; <c>null</c> is <c>buildkit</c>.</summary>
    public string? Scope { get; init; }

    /// <summary><c>token</c> of the runner; <c>null</c> is <c>ACTIONS_RUNTIME_TOKEN</c>. With neither, buildx drops the entry without a word. Redacted in logs.</summary>
    public string? Token { get; init; }

    /// <summary><c>url</c> of the first version of the service; <c>null</c> is <c>ACTIONS_CACHE_URL</c>, else <c>ACTIONS_RESULTS_URL</c>.</summary>
    public string? Url { get; init; }

    /// <summary><c>url_v2</c> of the second version of the service; <c>null</c> is <c>ACTIONS_RESULTS_URL</c>. Needs BuildKit 0.20.0.</summary>
    public string? UrlV2 { get; init; }

    /// <summary><c>version</c> of the service, 1 or 2; <c>null</c> is 2 where <c>ACTIONS_CACHE_SERVICE_V2</c> is true, else 1.</summary>
    public int? Version { get; init; }

    /// <summary><c>timeout</c> of the transfer; <c>null</c> is 10 minutes. Needs BuildKit 0.13.0.</summary>
    public TimeSpan? Timeout { get; init; }

    internal static GhaCacheFrom Read(FlagAttributes _) => new()
    {
        Scope = _.Text("scope"),
        Token = _.Text("token"),
        Url = _.Text("url"),
        UrlV2 = _.Text("url_v2"),
        Version = _.Int("version"),
        Timeout = _.Duration("timeout"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("scope", Scope);
        GhaAttributes.Write(_, this, "--cache-from");
        _.Add("timeout", Timeout is { } timeout ? GoDuration.Format(timeout) : null);
    }
}
