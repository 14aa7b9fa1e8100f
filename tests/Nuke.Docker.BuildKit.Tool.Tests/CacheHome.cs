namespace Nuke.Docker.BuildKit.Tool.Tests;

/// <summary>A cache folder of its own for all tests: without a build in the repository, the tool keeps its files there.</summary>
[SetUpFixture]
public sealed class CacheHome
{
    private const string Variable = "XDG_CACHE_HOME";

    private static string? s_before;

    public static string Folder { get; private set; } = "";

    [OneTimeSetUp]
    public void Create()
    {
        s_before = Environment.GetEnvironmentVariable(Variable);
        Folder = Directory.CreateTempSubdirectory("tool-cache-").FullName;
        Environment.SetEnvironmentVariable(Variable, Folder);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        Environment.SetEnvironmentVariable(Variable, s_before);
        Directory.Delete(Folder, recursive: true);
    }
}
