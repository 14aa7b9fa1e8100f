using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>No docker engine can be used here; the message says what was tried and what to install.</summary>
/// <param name="tried">One sentence for each thing that was tried.</param>
/// <param name="advice">What to do about it.</param>
public sealed class EngineNotFoundException(IReadOnlyList<string> tried, string advice, Exception? innerException = null)
    : DockerException(DockerFaultKind.EngineUnavailable, $"No docker engine can be used.\n{string.Concat(tried.Select(_ => $"  - {_}\n"))}{advice}", innerException)
{
    public IReadOnlyList<string> Tried { get; } = tried;

    public string Advice { get; } = advice;
}
