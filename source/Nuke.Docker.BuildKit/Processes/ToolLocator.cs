using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>Finds executables as a shell does.</summary>
internal static class ToolLocator
{
    /// <summary>
    /// Returns the full path of a tool. A path with a folder is relative to <paramref name="workingDirectory"/>; a bare name is searched for in
    /// <paramref name="searchPath"/>.
    /// </summary>
    /// <param name="tool">A path or a bare name. On Windows, <c>.exe</c> is optional.</param>
    /// <param name="searchPath">The folders, in the form of PATH; <c>null</c> for PATH of this process.</param>
    /// <param name="workingDirectory">The working directory; <c>null</c> for that of this process.</param>
    /// <exception cref="DockerException">The tool was not found or is not executable (<see cref="DockerFaultKind.ToolMissing"/>).</exception>
    public static string Find(string tool, string? searchPath = null, string? workingDirectory = null)
    {
        if (tool.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
            return FindAt(tool, Path.GetFullPath(tool, Path.GetFullPath(workingDirectory ?? ".")));

        return TryFind(tool, searchPath) ?? throw new DockerException(
            DockerFaultKind.ToolMissing,
            $"'{tool}' was not found in any folder of PATH ({PathOrOwn(searchPath)}). Install it, add its folder to PATH, or set ToolPath to the executable.");
    }

    public static string? TryFind(string tool, string? searchPath)
    {
        var path = PathOrOwn(searchPath);
        foreach (var range in path.AsSpan().Split(Path.PathSeparator))
        {
            var folder = path[range];
            if (folder.Length > 0 && Resolve(Path.Combine(folder, tool)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Returns the executable at exactly this path; <c>null</c> if there is none.</summary>
    public static string? Resolve(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) ? path : File.Exists(path + ".exe") ? path + ".exe" : null;

        return File.Exists(path) && IsExecutable(path) ? path : null;
    }

    private static string FindAt(string tool, string path)
    {
        if (Resolve(path) is { } found)
            return found;

        var problem = Directory.Exists(path) ? "is a folder" : File.Exists(path) ? "is not executable" : "does not exist";
        throw new DockerException(DockerFaultKind.ToolMissing, $"'{tool}' can't be started: {path} {problem}. Set ToolPath to the executable.");
    }

    private static string PathOrOwn(string? searchPath) => searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "";

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() ||
        (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
}
