using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The result of an attempt.</summary>
/// <param name="Process">The result of the process.</param>
/// <param name="Reports">A report of each part, in the order of the parts.</param>
/// <param name="Fault">The fault of the attempt. <c>null</c>: it succeeded.</param>
/// <param name="Failed">Names of the parts that failed. Empty: they are not known.</param>
internal sealed record AttemptResult(ProcessResult Process, IReadOnlyList<BuildReport> Reports, DockerFault? Fault, IReadOnlyCollection<string> Failed)
{
    /// <summary>Removes the secrets of the build from a text.</summary>
    public required Func<string, string> Redact { get; init; }
}
