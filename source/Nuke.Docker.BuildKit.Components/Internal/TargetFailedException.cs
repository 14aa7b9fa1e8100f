namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>A target did its work, and the result is a failure that the message explains.</summary>
internal sealed class TargetFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
