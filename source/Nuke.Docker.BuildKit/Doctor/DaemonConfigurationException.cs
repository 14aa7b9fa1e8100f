namespace Nuke.Docker.BuildKit.Doctor;

/// <summary><c>daemon.json</c> wasn't changed.</summary>
public sealed class DaemonConfigurationException(string path, string problem, string cure)
    : Exception($"{path} wasn't changed: {problem}. {cure}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
