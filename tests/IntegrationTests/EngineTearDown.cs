namespace IntegrationTests;

/// <summary>Stops the engine at the end of the run, if the run started it.</summary>
[SetUpFixture]
public sealed class EngineTearDown
{
    [OneTimeTearDown]
    public Task StopAsync() => TestEngine.StopAsync();
}
