namespace Nuke.Docker.BuildKit.Reports;

/// <summary>
/// The decision about the caches before the build. <see cref="BuildReport.CacheImports"/> and <see cref="BuildReport.CacheExports"/> contain the
/// results.
/// </summary>
public sealed record CacheReport
{
    /// <summary>The caches to import, as values of <c>--cache-from</c> with redacted secrets.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>The caches to export, as values of <c>--cache-to</c> with redacted secrets.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The reason for the decision.</summary>
    public string Reason { get; init; } = "";
}
