using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>An installation of dependencies that reads a whole <c>pyproject.toml</c>, of which it needs a part.</summary>
/// <param name="Step">The installation.</param>
/// <param name="Project">The project.</param>
/// <param name="Manager">The program that installs.</param>
/// <param name="Folder">The folder of the project in the context; empty: the root.</param>
internal sealed record ManifestInput(RunStep Step, PythonProject Project, PackageManager Manager, string Folder)
{
    private const string File = "pyproject.toml";

    /// <summary>The mounts of the files that can be reduced.</summary>
    public IReadOnlyList<BindRunMount> Mounts { get; private init; } = [];

    /// <summary>The instructions that copy files that can be reduced.</summary>
    public IReadOnlyList<CopyInstruction> Copies { get; private init; } = [];

    /// <summary>The path of the file in the context.</summary>
    public string Manifest => Folder.Length == 0 ? File : $"{Folder}/{File}";

    private IReadOnlyList<string> Files => ManifestStage.ReducibleFiles(Project, Manager);

    public static IEnumerable<ManifestInput> Find(LintSubject subject)
    {
        if (subject.Context.Directory is null)
            yield break;
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                if (Of(subject, step, tool, command) is not { } input)
                    continue;
                yield return input;
                break;
            }
        }
    }

    /// <summary>Returns the path, relative to the project, of a file that can be reduced; <c>null</c> for another one.</summary>
    /// <param name="source">The path in the context as it is written; <c>uv.lock*</c> means <c>uv.lock</c>.</param>
    public string? PathOf(string source)
    {
        var path = PosixPath.Clean(source.TrimEnd('*')).TrimStart('/');
        if (Folder.Length > 0)
            path = path.StartsWith($"{Folder}/", StringComparison.Ordinal) ? path[(Folder.Length + 1)..] : "";
        return Files.Contains(path) ? path : null;
    }

    /// <summary>Returns true if a command installs the dependencies of the project without the project.</summary>
    public bool InstallsOnlyDependencies(ShellCommand command) =>
        PackageTool.Of(command) is { } tool && ManagerOf(tool) == Manager && InstallsOnlyDependencies(Manager, command, Project);

    private static ManifestInput? Of(LintSubject subject, RunStep step, PackageTool tool, ShellCommand command)
    {
        if (ManagerOf(tool) is not { } manager || command.Words.Any(word => word.Contains('$', StringComparison.Ordinal))
            || command.Has("--project", "--directory", "--config-file", "-C", "-P"))
            return null;
        var copies = subject.Lineage(step.Stage).SelectMany(stage => stage.Instructions).OfType<TransferInstruction>()
            .Where(copy => ContextCopy.FromContext(copy) && copy.Span.Start < step.Run.Span.Start).ToList();
        // Each change of code reinstalls the dependencies anyway, which is another finding.
        if (copies.Exists(copy => copy.ExpandedSources.Any(ContextCopy.IsCode)))
            return null;
        var mounts = step.Run.Mounts.OfType<BindRunMount>().Where(mount => mount is { From: null, Source: not null }).ToList();
        var manifest = mounts.Select(mount => mount.Source!).Concat(copies.SelectMany(copy => copy.ExpandedSources))
            .Select(source => PosixPath.Clean(source).TrimStart('/'))
            .Where(source => source == File || source.EndsWith($"/{File}", StringComparison.Ordinal))
            .MinBy(source => source.Length);
        if (manifest is null)
            return null;
        var folder = manifest[..^File.Length].TrimEnd('/');
        if (subject.Context.Project(folder) is not { } project || !InstallsOnlyDependencies(manager, command, project))
            return null;
        var input = new ManifestInput(step, project, manager, folder);
        return input.Files.Count == 0 ? null : input with
        {
            Mounts = [.. mounts.Where(mount => input.PathOf(mount.Source!) is not null)],
            Copies = [.. copies.OfType<CopyInstruction>().Where(copy => copy.ExpandedSources.Any(source => input.PathOf(source) is not null))],
        };
    }

    private static PackageManager? ManagerOf(PackageTool tool) => tool.Name switch
    {
        "uv" => PackageManager.Uv,
        "poetry" => PackageManager.Poetry,
        "pdm" => PackageManager.Pdm,
        _ => null,
    };

    private static bool InstallsOnlyDependencies(PackageManager manager, ShellCommand command, PythonProject project) => manager switch
    {
        PackageManager.Uv when command.Words.Contains("pip") => PipArguments.Of(command) is { HasLocalPackages: false } arguments
            && arguments.Requirements.Any(file => file.EndsWith(File, StringComparison.Ordinal)),
        PackageManager.Uv => command.Words.Contains("sync")
            && (command.Has("--no-install-project", "--no-install-workspace", "--no-install-local")
                || project is { Installable: false, WorkspaceMembers.Count: 0 }),
        PackageManager.Poetry => command.Has("install", "sync") && (command.Has("--no-root") || !project.Installable),
        PackageManager.Pdm => command.Has("install", "sync") && (command.Has("--no-self") || !project.Installable),
        _ => false,
    };
}
