namespace Pages.Tests;

/// <summary>Tests with a browser and a folder of their own.</summary>
public abstract class BrowserSpecs
{
    /// <summary>The browser.</summary>
    internal Browser Browser { get; private set; } = null!;

    /// <summary>A folder that is deleted after the tests.</summary>
    protected string Folder { get; private set; } = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        Browser = await Browser.StartAsync();
        Folder = Directory.CreateTempSubdirectory("pages").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Browser is null)
            return;
        await Browser.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
