using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Thrown if no docker engine can be used. The message lists what was tried and what to install.</summary>
/// <param name="tried">One sentence per attempt.</param>
/// <param name="advice">How to fix it.</param>
public sealed class EngineNotFoundException(IReadOnlyList<string> tried, string advice, Exception? innerException = null)
    : DockerException(
        DockerFaultKind.EngineUnavailable,
        $"No docker engine can be used.\n{string.Concat(tried.Select(_ => $"  - {_}\n"))}{advice}",
        innerException)
{
    /// <summary>One sentence per attempt.</summary>
    public IReadOnlyList<string> Tried { get; } = tried;

    /// <summary>How to fix it.</summary>
    public string Advice { get; } = advice;
}
