using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Determines what a project needs to reference a package, from its evaluation and its text.</summary>
internal static class ProjectPackages
{
    private const string Reference = "PackageReference";
    private const string Version = "PackageVersion";

    public static PackageReferenceChange Add(string path, string packageId, string version)
    {
        var project = ProjectEvaluation.Read(path);
        var name = Path.GetFileName(path);
        if (project.Items("ProjectReference").Any(item => IsProject(item, packageId)))
            return new([], $"{name} references the project {packageId}.");

        var text = ProjectText.Read(path);
        var reference = project.Find(Reference, packageId);
        // A reference with a condition that is false now, such as for another host, counts too: a second one would conflict with it.
        var condition = reference is null ? text.ConditionOf(Reference, packageId) : null;
        var central = string.Equals(project.Property("ManagePackageVersionsCentrally"), "true", StringComparison.OrdinalIgnoreCase);
        var versions = central ? project.Find(Version, packageId) : null;

        var files = new List<FileChange>();
        if (reference is null && condition is null)
            files.Add(new(path, text.Text, text.Insert(Reference, packageId, central ? null : version)));
        var added = files.Count > 0;
        if (!central || (!added && (versions is not null || reference?["VersionOverride"] is { Length: > 0 })))
        {
            string?[] versionsInUse = [reference?["VersionOverride"], reference?["Version"], versions?["Version"]];
            var present = versionsInUse.FirstOrDefault(value => value is { Length: > 0 });
            return new(files, added
                ? $"{packageId} {version} is added to {name}."
                : $"{name} references {packageId} already{(condition is { Length: > 0 } ? $", if {condition}" : "")}"
                    + $"{PackageVersionText.Compare(present, version)}.");
        }

        var file = CentralFile(project, path);
        var centralText = ProjectText.Read(file);
        var missing = versions is null && centralText.ConditionOf(Version, packageId) is null;
        if (missing)
            files.Add(new(file, centralText.Text, centralText.Insert(Version, packageId, version)));
        return new(files, (added, missing) switch
        {
            (true, true) => $"{packageId} is added to {name}, its version {version} to {Path.GetFileName(file)}.",
            (true, false) => $"{packageId} is added to {name}, with the version of {Path.GetFileName(file)}.",
            (false, true) => $"{name} references {packageId} already; its version {version} is added to {Path.GetFileName(file)}.",
            (false, false) => $"{name} references {packageId} already.",
        });
    }

    private static bool IsProject(ProjectEvaluation.ProjectItem item, string name) =>
        string.Equals(Path.GetFileNameWithoutExtension(item["Identity"].Replace('\\', '/')), name, StringComparison.OrdinalIgnoreCase);

    // Versions can also be in a file that the project imports explicitly.
    private static string CentralFile(ProjectEvaluation project, string path) =>
        project.Items(Version)
            .Select(item => item["DefiningProjectFullPath"])
            .Prepend(project.Property("DirectoryPackagesPropsPath"))
            .FirstOrDefault(File.Exists)
        ?? throw ProjectFault.Invalid(
            path,
            0,
            "package versions are managed centrally (ManagePackageVersionsCentrally), but neither this folder nor a parent has a Directory.Packages.props. "
                + "Add one, or set the property to false.");
}
