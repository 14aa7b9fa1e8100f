using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Compares an ignore file with the files that the project needs.</summary>
internal static class IgnoreFiles
{
    /// <summary>Returns the files that <c>pyproject.toml</c> names and the ignore file excludes, if the image builds the project.</summary>
    public static IEnumerable<(RunStep Step, string Path, DockerignoreRule Rule)> MissingMetadata(LintSubject subject)
    {
        if (subject.Context is not { Directory: not null, Ignore: { File.Path: not null } matcher } || !subject.Context.Has("pyproject.toml"))
            yield break;
        if (subject.WholeCopy() is null || subject.Context.Project() is not { } project)
            yield break;
        var steps = subject.Needed().SelectMany(subject.StepsOf);
        if (steps.FirstOrDefault(step => step.Installs.Any(install => Builds(project, install.Tool, install.Command))) is not { } step)
            yield break;
        foreach (var path in Metadata(project).Where(subject.Context.Has).Where(subject.Context.Ignores))
        {
            if (matcher.Match(path).Rule is { } rule)
                yield return (step, path, rule);
        }
    }

    /// <summary>Returns the files that a build of the project reads in addition to its code.</summary>
    public static IEnumerable<string> Metadata(PythonProject project) => new[] { project.Readme }.OfType<string>().Concat(project.LicenseFiles);

    /// <summary>Returns the file name, line and text of a rule, for messages.</summary>
    public static string Place(LintSubject subject, DockerignoreRule rule) => $"{Path.GetFileName(subject.Context.IgnoreFile)}:{rule.Line} ({rule.Text})";

    private static bool Builds(PythonProject project, PackageTool tool, ShellCommand command) =>
        InstallOrder.NeedsCode(tool, command) || (project.Installable && InstallsProject(tool, command));

    private static bool InstallsProject(PackageTool tool, ShellCommand command) => tool.Name switch
    {
        "uv" => command.Words.Contains("sync") && !command.Words.Contains("pip") && !command.Has("--no-install-project", "--no-install-workspace"),
        "poetry" => !command.Has("--no-root"),
        "pdm" => !command.Has("--no-self"),
        _ => false,
    };
}
