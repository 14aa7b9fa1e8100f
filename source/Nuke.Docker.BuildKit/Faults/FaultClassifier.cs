using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>Determines from the messages of BuildKit why a build failed.</summary>
internal static class FaultClassifier
{
    /// <summary>The number of output lines of a step that an error includes.</summary>
    public const int LastLines = 20;

    // The order matters: a cause precedes its consequences. A full disk fails a step or an export, a damaged cache fails a step with the
    // message for a missing file, and each failed step has an excerpt, like a syntax error.
    private static readonly Func<FaultEvidence, DockerFault?>[] Rules =
    [
        EngineRules.Canceled,
        EngineRules.DiskFull,
        EngineRules.Unavailable,
        EngineRules.BuilderUnavailable,
        EngineRules.Lost,
        InputRules.ContextUnreachable,
        CacheRules.UnprintablePath,
        CacheRules.ImportCorrupt,
        CacheRules.EngineStoreCorrupt,
        CacheRules.Unwritable,
        CacheRules.ExportFailed,
        ResultRules.PushFailed,
        InputRules.ContextMissing,
        InputRules.ContextUnreadable,
        InputRules.DockerfileMissing,
        InputRules.UnknownStage,
        InputRules.SecretMissing,
        InputRules.MissingContextFile,
        InputRules.UnknownOwner,
        InputRules.NotUtf8,
        InputRules.StepFailed,
        InputRules.BaseImageUnavailable,
        EngineRules.SolverFlake,
        InputRules.DockerfileSyntax,
    ];

    /// <summary>Classifies a build that has ended.</summary>
    /// <param name="graph">The progress of the build.</param>
    /// <param name="exitCode">The exit code of buildx.</param>
    /// <param name="textLines">The plain lines of the process; <c>null</c> for those of <paramref name="graph"/>.</param>
    /// <param name="stages">Names of the stages, suggested if the requested stage does not exist; <c>null</c> if they aren't known.</param>
    /// <returns><c>null</c> for exit code 0; a fault of kind <see cref="DockerFaultKind.Unknown"/> if no message is known.</returns>
    [Pure]
    public static DockerFault? Classify(
        BuildGraph graph,
        int exitCode,
        IReadOnlyList<string>? textLines = null,
        IReadOnlyList<string>? stages = null)
    {
        if (exitCode == 0)
            return null;
        var evidence = FaultEvidence.Gather(graph, exitCode, textLines ?? graph.TextLines, stages ?? []);
        foreach (var rule in Rules)
        {
            if (rule(evidence) is { } fault)
                return fault;
        }
        return Unknown(evidence);
    }

    private static DockerFault Unknown(FaultEvidence evidence) => evidence.Fault(
        DockerFaultKind.Unknown,
        $"The build failed with exit code {evidence.ExitCode}.",
        "Read BuildKit's message above. --progress plain shows the whole log.");
}
