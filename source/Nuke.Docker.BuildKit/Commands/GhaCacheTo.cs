using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Writes the cache to the cache service of GitHub Actions.</summary>
public sealed record GhaCacheTo : CacheTo, IGhaLocation
{
    /// <inheritdoc/>
    public override string Type => "gha";

    /// <summary><c>scope</c>: the cache's name; <c>null</c> is <c>buildkit</c>. Images and platforms that share one overwrite each other.</summary>
    public string? Scope { get; init; }

    /// <summary><c>mode</c>; <c>null</c> is <see cref="CacheMode.Min"/>, which keeps nothing of a builder stage.</summary>
    public CacheMode? Mode { get; init; }

    /// <summary><c>ignore-error</c>: a failed export doesn't fail the build; <c>null</c> is <c>false</c>. Needs BuildKit 0.12.0.</summary>
    public bool? IgnoreError { get; init; }

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

    /// <summary><c>repository</c>, as <c>owner/name</c>: with <see cref="GitHubToken"/>, existing entries are asked for over GitHub's API, which has higher limits.</summary>
    public string? Repository { get; init; }

    /// <summary><c>ghtoken</c>: the token for GitHub's API. Redacted in logs. Needs BuildKit 0.14.0.</summary>
    public string? GitHubToken { get; init; }

    /// <inheritdoc/>
    internal override string Location => Scope ?? "buildkit";

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;

    internal static GhaCacheTo Read(FlagAttributes _) => new()
    {
        Scope = _.Text("scope"),
        Mode = _.Enum<CacheMode>("mode"),
        IgnoreError = _.Bool("ignore-error"),
        Token = _.Text("token"),
        Url = _.Text("url"),
        UrlV2 = _.Text("url_v2"),
        Version = _.Int("version"),
        Timeout = _.Duration("timeout"),
        Repository = _.Text("repository"),
        GitHubToken = _.Text("ghtoken"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("scope", Scope);
        _.Add("mode", Mode?.ToValue());
        _.Add("ignore-error", IgnoreError);
        GhaAttributes.Write(_, this, "--cache-to");
        _.Add("timeout", Timeout is { } timeout ? GoDuration.Format(timeout) : null);
        _.Add("repository", Repository);
        _.AddSecret("ghtoken", GitHubToken);
    }
}
