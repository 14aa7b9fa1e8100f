namespace IntegrationTests.Dockerfiles;

/// <summary>Dockerfiles of a folder, with any name: the folder in <see cref="Variable"/>, otherwise this repository.</summary>
internal static class DockerfileFolder
{
    public const string Variable = "DOCKER_BUILDKIT_TESTS_DOCKERFILES";

    private static string? Given { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    public static string Root => Given ?? WrittenTemplates.Root;

    public static IReadOnlyList<(string Name, string Text)> Read()
    {
        if (!Directory.Exists(Root))
            throw new DirectoryNotFoundException($"{Variable} names no folder: {Root}");
        return [.. Directory.EnumerateFiles(Root, Given is null ? "Dockerfile" : "*", new EnumerationOptions { RecurseSubdirectories = true })
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(Root, file), File.ReadAllText(file)))];
    }
}
