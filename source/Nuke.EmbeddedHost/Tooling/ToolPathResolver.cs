namespace Nuke.Common.Tooling;

public static class ToolPathResolver
{
    /// <exception cref="ArgumentException">No folder of PATH has it.</exception>
    public static string GetPathExecutable(string pathExecutable)
        => Find(pathExecutable).NotNull($"Program '{pathExecutable}' was not found in any folder of PATH");

    /// <summary>The path that the environment variable gives; <c>null</c> if it isn't set.</summary>
    /// <exception cref="ArgumentException">The variable names no file.</exception>
    public static string? TryGetEnvironmentExecutable(string environmentExecutable)
    {
        var path = EnvironmentInfo.GetVariable(environmentExecutable);
        Assert.True(path == null || File.Exists(path), $"The environment variable '{environmentExecutable}' names '{path}', which does not exist");
        return path;
    }

    internal static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal) || program.Contains('\\', StringComparison.Ordinal))
            return Path.GetFullPath(program, EnvironmentInfo.WorkingDirectory) is var path && File.Exists(path) ? path : null;

        string[] endings = EnvironmentInfo.IsWin ? [".exe", ".cmd", ".bat", ""] : [""];
        foreach (var folder in EnvironmentInfo.Paths)
        {
            foreach (var ending in endings)
            {
                var candidate = Path.Combine(folder, program + ending);
                if (File.Exists(candidate))
                    return candidate;
            }
        }

        return null;
    }
}
