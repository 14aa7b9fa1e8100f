using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Python;

/// <summary>Tests on the engine with a base image and a package index, which are stand-ins where the real ones can't be reached.</summary>
public abstract class SealedSourcesFixture
{
    private protected EngineConnection Connection { get; private set; } = null!;

    private protected SealedSources Sources { get; private set; } = null!;

    /// <summary>True: Poetry, PDM and Pipenv are the real ones, from Debian's packages.</summary>
    private protected virtual bool HasManagers => false;

    /// <summary>Size of the stand-in for torch, in MB; 0: small.</summary>
    private protected virtual int Ballast => 0;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        Connection = await TestEngine.ConnectAsync();
        Sources = await SealedSources.PrepareAsync(Connection, TestEngine.SealedInputs, TestContext.Progress.WriteLine, Ballast, HasManagers);
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        if (Sources is not null)
            await Sources.DisposeAsync();
    }
}
