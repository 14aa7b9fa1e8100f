namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Takes variables out of the environment when the work that needs them has ended.</summary>
internal sealed class EnvironmentSnapshot(params string[] names) : IDisposable
{
    public void Dispose()
    {
        foreach (var name in names)
            Environment.SetEnvironmentVariable(name, null);
    }
}
