using Nuke.Docker.BuildKit.Engines;

namespace DockerTestSupport;

/// <summary>The engine of a test run: a daemon that responds, or an embedded one. A test project stops it in its own set-up fixture.</summary>
internal static class TestEngine
{
    private static readonly SemaphoreSlim s_gate = new(1);
    private static EngineConnection? s_connection;
    private static bool s_started;

    /// <summary>Folder of the embedded engine.</summary>
    public static string Directory =>
        Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TEST_ENGINE") is { Length: > 0 } directory
            ? directory
            : Path.Combine(Repository.Root, ".nuke", "temp", "docker-engine");

    /// <summary>Folder of the engine's programs, which the tests of the engine itself share with it.</summary>
    public static string Packages =>
        Environment.GetEnvironmentVariable(EmbeddedEngine.PackagesVariable) is { Length: > 0 } packages ? packages : Path.Combine(Directory, "packages");

    /// <summary>Folder of base image and wheels.</summary>
    public static string SealedInputs => Path.Combine(Repository.Root, ".nuke", "temp", "sealed-inputs");

    /// <summary>Finds or starts the engine. If this is not possible, it skips the calling test and reports the reason.</summary>
    public static async Task<EngineConnection> ConnectAsync()
    {
        await s_gate.WaitAsync();

        try
        {
            return s_connection ??= await FindAsync();
        }
        catch (EngineNotFoundException exception)
        {
            Assert.Ignore(exception.Message);
            throw;
        }
        finally
        {
            s_gate.Release();
        }
    }

    /// <summary>Stops the engine if this run started it.</summary>
    public static async Task StopAsync()
    {
        if (s_started)
            await Embedded().StopAsync();
    }

    private static EmbeddedEngine Embedded() => new(Directory, progress: TestContext.Progress.WriteLine);

    private static async Task<EngineConnection> FindAsync()
    {
        var embedded = Embedded();
        var before = await embedded.FindRunningAsync();
        var connection = await new EngineLocator(embedded, progress: TestContext.Progress.WriteLine).FindAsync();
        s_started = connection.Embedded && before is null;

        return connection;
    }
}
