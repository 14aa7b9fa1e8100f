using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A workspace of uv, and a member of it.</summary>
/// <param name="Files">The files of the root, which has the lock.</param>
/// <param name="Document">The root's pyproject.toml.</param>
/// <param name="Member">The member.</param>
/// <param name="Closure">The member, and the members that it needs. The member is first.</param>
internal sealed record Workspace(ProjectFiles Files, TomlTable Document, WorkspaceMember Member, IReadOnlyList<WorkspaceMember> Closure)
{
    /// <summary>Finds the workspace that a folder is a member of; null: none.</summary>
    /// <param name="directory">The full path of the folder.</param>
    /// <param name="repository">The full path of the repository, which contains the workspace.</param>
    public static Workspace? Find(string directory, string repository)
    {
        for (var root = Path.GetDirectoryName(directory); root is not null && IsBelow(root, repository); root = Path.GetDirectoryName(root))
        {
            if (!File.Exists(Path.Combine(root, PyprojectValues.File)))
                continue;
            var files = new ProjectFiles(root);
            if (TomlFile.Read(files, PyprojectValues.File) is not { } document || document.Table("tool", "uv", "workspace") is not { } workspace)
                continue;
            var members = Members(files, workspace).ToList();
            var folder = Path.GetRelativePath(root, directory).Replace('\\', '/');
            return members.Find(member => member.Directory == folder) is { } member
                ? new(files, document, member, ClosureOf(files, member, members))
                : null;
        }

        return null;
    }

    /// <summary>The members that the table lists and that exist.</summary>
    public static IEnumerable<WorkspaceMember> Members(ProjectFiles files, TomlTable workspace)
    {
        var excluded = workspace.Items("exclude").Strings().SelectMany(pattern => FilePattern.Find(files, pattern, directories: true))
            .ToHashSet(StringComparer.Ordinal);
        return workspace.Items("members").Strings().SelectMany(pattern => FilePattern.Find(files, pattern, directories: true))
            .Distinct().Order(StringComparer.Ordinal)
            .Where(member => !excluded.Contains(member) && files.Exists($"{member}/{PyprojectValues.File}"))
            .Select(member => new WorkspaceMember(
                PackageName.Normalize((ManifestOf(files, member)?.Find("project", "name") as TomlString)?.Value ?? ProjectFiles.NameOf(member)), member));
    }

    private static TomlTable? ManifestOf(ProjectFiles files, string member) => TomlFile.Read(files, $"{member}/{PyprojectValues.File}");

    private static List<WorkspaceMember> ClosureOf(ProjectFiles files, WorkspaceMember member, List<WorkspaceMember> members)
    {
        List<WorkspaceMember> closure = [member];
        for (var i = 0; i < closure.Count; i++)
        {
            var names = ManifestOf(files, closure[i].Directory).Items("project", "dependencies").OfType<TomlString>()
                .Select(item => Requirement.Parse(item.Value, null)?.Name).ToHashSet();
            closure.AddRange(members.Where(other => names.Contains(other.Name) && !closure.Contains(other)));
        }

        return closure;
    }

    private static bool IsBelow(string directory, string repository) =>
        directory == repository
        || directory.StartsWith($"{repository.TrimEnd(Path.DirectorySeparatorChar)}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
