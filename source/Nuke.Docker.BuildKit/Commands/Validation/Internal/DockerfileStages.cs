namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

internal static class DockerfileStages
{
    private const long LargestFile = 1024 * 1024;

    /// <summary>How many <c>FROM</c>s a Dockerfile has; 0 where it is no file that can be read. A count for a warning: a heredoc's text may mislead it.</summary>
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
