using Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>
/// Adds a package to a project as by hand: next to the other packages, keeping formatting and comments, with the version in
/// <c>Directory.Packages.props</c> if versions are managed centrally. The installed SDK evaluates the project in its own process.
/// </summary>
internal static class PackageReferenceWriter
{
    /// <summary>Returns the changes that make the project reference the package. Writes nothing.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="packageId">The package.</param>
    /// <param name="version">Version to add if the package is not referenced yet.</param>
    /// <exception cref="FileNotFoundException">The project does not exist.</exception>
    /// <exception cref="DockerException">
    /// The project or an imported file cannot be evaluated (<see cref="DockerFaultKind.ProjectInvalid"/>). No .NET SDK is installed, or none satisfies the
    /// project's global.json (<see cref="DockerFaultKind.SdkMissing"/>).
    /// </exception>
    /// <exception cref="IOException">A file cannot be read, or is not UTF-8.</exception>
    public static PackageReferenceChange Add(string project, string packageId, string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(packageId);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        var path = Path.GetFullPath(project);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The project {path} does not exist.", path);

        return ProjectPackages.Add(path, packageId, version);
    }
}
