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
        "pip" => PipArguments.Of(command).HasLocalPackages,
        "uv" when command.Words.Contains("pip") => PipArguments.Of(command).HasLocalPackages,
        "uv" => command.Words.Contains("run"),
        _ => false,
    };

    /// <summary>Finds copies of the whole context before an installation of the project that also installs all its dependencies.</summary>
    public static IEnumerable<(TransferInstruction Copy, RunStep Install)> EarlyProjects(LintSubject subject, DockerfileStage stage)
    {
        var copy = stage.Instructions.OfType<TransferInstruction>()
            .FirstOrDefault(copy => ContextCopy.FromContext(copy) && copy.ExpandedSources.Any(ContextCopy.IsWhole));
        if (copy is null || subject.Context.Project() is { Dependencies.Count: 0 })
            yield break;
        var steps = subject.Lineage(stage).SelectMany(subject.StepsOf).Where(step => step.Installs.Any(install => install.Tool != PackageTool.Apt));
        // An earlier installation may install the dependencies.
        var first = steps.FirstOrDefault(step =>
            !step.Installs.All(install => install.Tool == PackageTool.Apt || CacheMounts.InstallsOnlyTools(install.Command)));
        if (first is not null && first.Stage == stage && first.Run.Span.Start > copy.Span.Start && first.Installs.Any(InstallsProject))
            yield return (copy, first);
    }

    private static bool InstallsProject((PackageTool Tool, ShellCommand Command) install) =>
        (install.Tool == PackageTool.Pip || (install.Tool == PackageTool.Uv && install.Command.Words.Contains("pip")))
        && !install.Command.Has("--no-deps", "--no-index")
        && PipArguments.Of(install.Command) is { Requirements.Count: 0 } arguments
        && arguments.Packages.Any(IsProject);

    private static bool InstallsOnlyDependencies(LintSubject subject, RunStep step) =>
        step.Installs.Any(install => !NeedsCode(install.Tool, install.Command) && !IsSecond(subject, step, install.Tool));

    // The second of two installations: the first one installed only the dependencies.
    private static bool IsSecond(LintSubject subject, RunStep step, PackageTool tool) => subject.Lineage(step.Stage).SelectMany(subject.StepsOf)
        .Where(other => other.Run.Span.Start < step.Run.Span.Start)
        .SelectMany(other => other.Installs)
        .Any(install => install.Tool == tool && install.Command.Has("--no-install-project", "--no-install-workspace", "--no-root", "--no-self"));

    private static bool IsProject(string package) => package is "." or "./" || package.StartsWith(".[", StringComparison.Ordinal);
}
