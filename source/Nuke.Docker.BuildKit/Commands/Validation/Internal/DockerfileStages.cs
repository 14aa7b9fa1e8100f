namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

internal static class DockerfileStages
{
    private const long LargestFile = 1024 * 1024;

    /// <summary>
    /// Counts the <c>FROM</c> instructions of a Dockerfile; 0 if it cannot be read. Approximate, for a warning: the text of a heredoc is counted, too.
    /// </summary>
    public static int Count(RuleInput input)
    {
        try
        {
            return input.Settings.DockerfilePath() is { } file && new FileInfo(file) is { Exists: true, Length: < LargestFile }
                ? File.ReadLines(file).Count(line => line.AsSpan().TrimStart().StartsWith("FROM ", StringComparison.OrdinalIgnoreCase))
                : 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
