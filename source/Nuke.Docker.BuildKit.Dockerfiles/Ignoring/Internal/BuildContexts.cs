namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Classifies build contexts.</summary>
internal static class BuildContexts
{
    /// <summary>Returns true if docker reads a context as a local directory: not standard input, a URL, or the short form of a Git repository.</summary>
    public static bool IsFolder(string context) =>
        context != "-"
        && !context.Contains("://", StringComparison.Ordinal)
        && !context.StartsWith("git@", StringComparison.Ordinal)
        && !context.StartsWith("github.com/", StringComparison.Ordinal);
}
