namespace Nuke.Docker.BuildKit.Answers.History.Internal;

internal static class BuildStatusText
{
    /// <summary>The list says <c>Error</c> where the record says <c>failed</c>.</summary>
    public static BuildStatus Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "running" => BuildStatus.Running,
        "completed" => BuildStatus.Completed,
        "failed" or "error" => BuildStatus.Failed,
        "canceled" => BuildStatus.Canceled,
        _ => BuildStatus.Unknown,
    };
}
