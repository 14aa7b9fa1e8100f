namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>What kind of build context a text is.</summary>
internal static class BuildContexts
{
    /// <summary>Whether docker takes it for a folder of this machine: neither standard input, nor a URL, nor a Git repository in one of its short forms.</summary>
    public static bool IsFolder(string context) =>
        context != "-"
        && !context.Contains("://", StringComparison.Ordinal)
        && !context.StartsWith("git@", StringComparison.Ordinal)
        && !context.StartsWith("github.com/", StringComparison.Ordinal);
}
