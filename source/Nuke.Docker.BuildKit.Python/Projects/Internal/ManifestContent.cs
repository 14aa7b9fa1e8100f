namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Decides whether pyproject.toml holds more than what decides the installation.</summary>
internal static class ManifestContent
{
    private static readonly HashSet<string> s_deciding = new(StringComparer.Ordinal) { "name", "version", "requires-python", "dependencies",
        "optional-dependencies", "dynamic" };

    public static bool Reduces(ProjectFacts facts, PackageManager manager, string? requirements, bool installable)
    {
        if (facts.Pyproject is null || requirements is not null)
            return false;
        var own = manager switch
        {
            PackageManager.Uv when facts.HasProjectTable => "uv",
            PackageManager.Poetry => "poetry",
            PackageManager.Pdm => "pdm",
            PackageManager.Pip when facts.HasProjectTable || facts.InstalledGroups.Count > 0 => "",
            _ => null,
        };
        if (own is null)
            return false;
        var project = facts.Pyproject.Table("project");
        // The backend computes them, from files that the reduced one would not name.
        if (project.Items("dynamic").Strings().Any(key => key is "dependencies" or "optional-dependencies"))
            return false;
        // The version of an application that is not installed usually stays as it was created.
        return facts.Pyproject.Table("tool")?.Entries.Any(tool => tool.Key != own) is true
            || project?.Entries.Any(entry => !s_deciding.Contains(entry.Key)) is true
            || (installable && facts.Version is not null)
            || facts.Members.Count > 0
            || facts.Workspace is not null;
    }
}
