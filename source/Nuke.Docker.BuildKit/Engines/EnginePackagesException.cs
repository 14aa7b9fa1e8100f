namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Thrown if the programs of the private engine cannot be downloaded or do not run here.</summary>
public sealed class EnginePackagesException(string message, Exception? innerException = null) : Exception(message, innerException);
