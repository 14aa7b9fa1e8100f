namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>The recorded listings of NUKE's public API, which are optional and lie beside the repository.</summary>
internal static class NukeApi
{
    private const string Variable = "NUKE_API_DIRECTORY";

    /// <summary>Ignores the test if the listings are missing.</summary>
    public static string RequireDirectory()
    {
        var directory = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : FindAbove(TestContext.CurrentContext.TestDirectory);
        if (directory == null || !Directory.Exists(directory))
            Assert.Ignore($"The listings of NUKE's API are missing: no folder shared/nuke-api above the test, and {Variable} is not set to one.");
        return directory!;
    }

    public static HashSet<string> Signatures(string directory)
        => [.. Files(directory, types: false).SelectMany(File.ReadLines).Where(x => x.Length > 0)];

    /// <summary>Type or generic method → its kind, bases and constraints.</summary>
    public static ILookup<string, string> Types(string directory)
        => Files(directory, types: true)
            .SelectMany(File.ReadLines)
            .Select(x => x.Split(" | "))
            .Where(x => x.Length > 1)
            .ToLookup(x => x[0], x => x[1]);

    private static IEnumerable<string> Files(string directory, bool types)
        => Directory.EnumerateFiles(directory, "*.txt").Where(x => x.EndsWith(".types.txt", StringComparison.Ordinal) == types);

    private static string? FindAbove(string start)
    {
        for (var directory = new DirectoryInfo(start); directory != null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "shared", "nuke-api");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
