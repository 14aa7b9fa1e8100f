namespace Nuke.Docker.BuildKit.Answers.History.Internal;

internal static class BuildStatusText
{
    /// <summary>Parses a status: <c>Error</c> in the list is <c>failed</c> in a record.</summary>
    public static BuildStatus Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "running" => BuildStatus.Running,
        "completed" => BuildStatus.Completed,
        "failed" or "error" => BuildStatus.Failed,
        "canceled" => BuildStatus.Canceled,
        _ => BuildStatus.Unknown,
    };
}
