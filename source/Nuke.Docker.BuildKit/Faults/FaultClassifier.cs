using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>Tells by BuildKit's own words why a build failed.</summary>
public static class FaultClassifier
{
    /// <summary>Step lines that an error shows.</summary>
    internal const int LastLines = 20;

    // The order matters: a cause stands before its consequences. A full disk fails a step or an export, a damaged cache fails a step
    // with the words of a missing file, and each failure of a step carries an excerpt as a syntax error does.
    private static readonly Func<FaultEvidence, DockerFault?>[] Rules =
    [
        EngineRules.Canceled,
        EngineRules.DiskFull,
        EngineRules.Unavailable,
        EngineRules.Lost,
        CacheRules.ImportCorrupt,
        CacheRules.EngineStoreCorrupt,
        CacheRules.Unwritable,
        CacheRules.ExportFailed,
        ResultRules.PushFailed,
        InputRules.ContextMissing,
        InputRules.DockerfileMissing,
        InputRules.UnknownStage,
        InputRules.SecretMissing,
        InputRules.MissingContextFile,
        InputRules.StepFailed,
        InputRules.BaseImageUnavailable,
        EngineRules.SolverFlake,
        InputRules.DockerfileSyntax,
    ];

    /// <summary>Classifies a build that has ended.</summary>
    /// <param name="graph">What its progress told.</param>
    /// <param name="exitCode">buildx's own exit code.</param>
    /// <param name="textLines">Plain lines of the process; null means those that <paramref name="graph"/> has.</param>
    /// <param name="stages">Names of the Dockerfile's stages, offered where a wrong one was asked for; null where they aren't known.</param>
    /// <returns>Null for exit code 0; a fault of kind <see cref="DockerFaultKind.Unknown"/> where no words are known.</returns>
    [Pure]
    public static DockerFault? Classify(BuildGraph graph, int exitCode, IReadOnlyList<string>? textLines = null, IReadOnlyList<string>? stages = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
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
        "Read BuildKit's words above; with --progress=plain the whole log is shown.");
}
