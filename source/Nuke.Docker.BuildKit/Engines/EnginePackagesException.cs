using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>The programs of the embedded engine cannot be fetched or don't run here.</summary>
internal sealed class EnginePackagesException(string message, Exception? innerException = null)
    : DockerException(DockerFaultKind.EngineUnavailable, message, innerException);
