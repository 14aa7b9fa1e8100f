namespace DockerTestSupport;

internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Returns the full path of a file of the repository.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(string directory) =>
        System.IO.File.Exists(Path.Combine(directory, "Nuke.Docker.BuildKit.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run below the repository."));
}
