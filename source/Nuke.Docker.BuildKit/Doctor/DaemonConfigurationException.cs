namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Thrown if <c>daemon.json</c> cannot be changed.</summary>
public sealed class DaemonConfigurationException(string path, string problem, string cure)
    : Exception($"{path} wasn't changed: {problem}. {cure}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
