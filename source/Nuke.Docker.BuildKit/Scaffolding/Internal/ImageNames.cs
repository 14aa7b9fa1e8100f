using System.Text;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding.Internal;

/// <summary>Names images after their projects, or after their paths if two projects have the same name.</summary>
internal static class ImageNames
{
    /// <returns>The names by the folder of the project.</returns>
    public static IReadOnlyDictionary<string, string> Of(string root, IReadOnlyList<PythonProject> projects) =>
        Of(root, projects.ToDictionary(project => project.Directory, project => project.Name, StringComparer.Ordinal));

    /// <param name="root">Root of the repository.</param>
    /// <param name="projects">The names of the projects by their folders.</param>
    /// <returns>The names of the images by the folder of the project.</returns>
    public static IReadOnlyDictionary<string, string> Of(string root, IReadOnlyDictionary<string, string> projects)
    {
        var names = projects.Values.ToLookup(Valid, StringComparer.Ordinal);
        return projects.ToDictionary(
            project => project.Key,
            project => Valid(project.Value) is var name && names[name].Count() == 1 ? name : Valid(Path.GetRelativePath(root, project.Key)),
            StringComparer.Ordinal);
    }

    // Names that a registry accepts: lower-case letters and digits with single separators.
    public static string Valid(string text)
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
