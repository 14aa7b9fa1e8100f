namespace Nuke.EmbeddedHost.Tests.Runs;

/// <summary>Gives each test its own run.</summary>
public abstract class RunSpecs
{
    internal TestRun Run { get; private set; } = null!;

    [SetUp]
    public void CreateRoot() => Run = new TestRun();

    [TearDown]
    public void DeleteRoot() => Run.Dispose();
}
