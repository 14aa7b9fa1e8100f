namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>Formats paths: relative to a root, with slashes.</summary>
internal static class LintPath
{
    public static string Relative(string path, string? root) =>
        (root is null || !Path.IsPathRooted(path) ? path : Path.GetRelativePath(root, path)).Replace('\\', '/');
}
