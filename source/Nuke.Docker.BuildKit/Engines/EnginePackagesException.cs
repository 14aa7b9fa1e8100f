using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Thrown if the programs of the private engine cannot be downloaded or do not run here.</summary>
internal sealed class EnginePackagesException(string message, Exception? innerException = null)
    : DockerException(DockerFaultKind.EngineUnavailable, message, innerException);
