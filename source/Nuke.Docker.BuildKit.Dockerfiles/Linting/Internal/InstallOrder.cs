using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds the order in which code is copied and dependencies are installed.</summary>
internal static class InstallOrder
{
    /// <summary>Finds copies of code before an installation that does not need the code.</summary>
    public static IEnumerable<(TransferInstruction Copy, RunStep Install)> EarlyCopies(LintSubject subject, DockerfileStage stage)
    {
        foreach (var copy in stage.Instructions.OfType<TransferInstruction>().Where(ContextCopy.FromContext))
        {
            if (!copy.ExpandedSources.Any(ContextCopy.IsCode))
                continue;
            var below = subject.StepsOf(stage).Where(step => step.Run.Span.Start > copy.Span.Start);
            if (below.FirstOrDefault(step => InstallsOnlyDependencies(subject, step)) is { } install)
                yield return (copy, install);
        }
    }

    /// <summary>Returns true if a command installs the project itself along with its dependencies.</summary>
    public static bool NeedsCode(PackageTool tool, ShellCommand command) => tool.Name switch
    {
        "pip" => command.Arguments.Any(IsProject),
        "uv" when command.Words.Contains("pip") => command.Arguments.Any(IsProject),
        "uv" => command.Words.Contains("run"),
        _ => false,
    };

    private static bool InstallsOnlyDependencies(LintSubject subject, RunStep step) =>
        step.Installs.Any(install => !NeedsCode(install.Tool, install.Command) && !IsSecond(subject, step, install.Tool));

    // The second of two installations: the first one installed only the dependencies.
    private static bool IsSecond(LintSubject subject, RunStep step, PackageTool tool) => subject.Lineage(step.Stage).SelectMany(subject.StepsOf)
        .Where(other => other.Run.Span.Start < step.Run.Span.Start)
        .SelectMany(other => other.Installs)
        .Any(install => install.Tool == tool && install.Command.Has("--no-install-project", "--no-install-workspace", "--no-root", "--no-self"));

    private static bool IsProject(string word) =>
        word is "." or "./" or "-e" or "--editable"
        || word.StartsWith(".[", StringComparison.Ordinal)
        || (word.StartsWith("./", StringComparison.Ordinal)
            && !word.EndsWith(".txt", StringComparison.Ordinal)
            && !word.EndsWith(".whl", StringComparison.Ordinal));
}
