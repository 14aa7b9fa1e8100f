namespace Nuke.Docker.BuildKit.Engines;

/// <summary>The programs of the embedded engine cannot be fetched or don't run here.</summary>
public sealed class EnginePackagesException(string message, Exception? innerException = null) : Exception(message, innerException);
