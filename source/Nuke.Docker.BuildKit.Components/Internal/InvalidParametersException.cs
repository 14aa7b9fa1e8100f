namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Parameters are wrong. What is wrong with them has been logged, so that it also reaches a CI server as annotations.</summary>
internal sealed class InvalidParametersException() : Exception("The parameters are wrong; no target was started.");
