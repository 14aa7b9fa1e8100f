namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What was decided about the cache before the build began; <see cref="BuildReport.CacheImports"/> and <see cref="BuildReport.CacheExports"/> tell what came of it.</summary>
public sealed record CacheReport
{
    /// <summary>What was to be read, as <c>--cache-from</c> shows it, secrets hidden.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>What was to be written, as <c>--cache-to</c> shows it, secrets hidden.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";
}
