using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>One run of the tool.</summary>
/// <param name="Process">How it ended.</param>
/// <param name="Reports">One for each image, in the order of what is built.</param>
/// <param name="Fault">Why it failed; <c>null</c>: it didn't.</param>
/// <param name="Failed">The targets or services in whose part something failed. Empty: nobody knows, and all of them count.</param>
internal sealed record AttemptResult(ProcessResult Process, IReadOnlyList<BuildReport> Reports, DockerFault? Fault, IReadOnlyCollection<string> Failed);
