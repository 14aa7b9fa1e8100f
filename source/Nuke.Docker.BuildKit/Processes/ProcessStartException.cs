namespace Nuke.Docker.BuildKit.Processes;

/// <summary>A process could not be started at all.</summary>
public sealed class ProcessStartException(string tool, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The executable as it was asked for.</summary>
    public string Tool { get; } = tool;
}
