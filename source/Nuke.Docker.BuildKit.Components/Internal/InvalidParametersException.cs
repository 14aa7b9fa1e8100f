namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Thrown when parameters are wrong. The problems have been logged, so that a CI server shows them as annotations.</summary>
internal sealed class InvalidParametersException() : Exception("The parameters are wrong; no target was started.");
