using System.Text;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding.Internal;

/// <summary>Names images after their projects, or after their paths if two projects have the same name.</summary>
internal static class ImageNames
{
    /// <returns>The names by the folder of the project.</returns>
    public static IReadOnlyDictionary<string, string> Of(string root, IReadOnlyList<PythonProject> projects)
    {
        var names = projects.ToLookup(project => Valid(project.Name), StringComparer.Ordinal);
        return projects.ToDictionary(
            project => project.Directory,
            project => Valid(project.Name) is var name && names[name].Count() == 1 ? name : Valid(Path.GetRelativePath(root, project.Directory)),
            StringComparer.Ordinal);
    }

    // Names that a registry accepts: lower-case letters and digits with single separators.
    private static string Valid(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
                name.Append(character);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }

        var valid = name.ToString().TrimEnd('-');
        return valid.Length > 0 ? valid : "service";
    }
}
