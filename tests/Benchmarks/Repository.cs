namespace Benchmarks;

/// <summary>The repository that this program was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The benchmarks do not run below the repository.")
        : File.Exists(Path.Combine(folder.FullName, "build.sh")) ? folder.FullName
        : Find(folder.Parent);
}
