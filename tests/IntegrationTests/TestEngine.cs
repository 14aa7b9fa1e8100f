using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests;

/// <summary>The one engine of a test run: a daemon that answers, else an embedded one, which is ended again if the run started it.</summary>
[SetUpFixture]
public sealed class TestEngine
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

    /// <summary>The engine; the calling test is skipped, with the reason, where there can be none.</summary>
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

    [OneTimeTearDown]
    public async Task StopWhatThisRunStarted()
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
