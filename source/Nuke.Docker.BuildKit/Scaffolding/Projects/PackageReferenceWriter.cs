using Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>
/// Adds a package to a project as a person would: beside the other packages, with formatting and comments kept, and with the version
/// in <c>Directory.Packages.props</c> where versions are managed there. The project is evaluated by the installed SDK, in a process of its own.
/// </summary>
public static class PackageReferenceWriter
{
    /// <summary>What has to be written so that the project references the package. Writes nothing.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="packageId">The package.</param>
    /// <param name="version">The version to ask for where the package isn't referenced yet.</param>
    /// <exception cref="FileNotFoundException">There is no such project.</exception>
    /// <exception cref="DockerException">
    /// The project, or a file that it imports, can't be evaluated (<see cref="DockerFaultKind.ProjectInvalid"/>). There is no SDK to read it with, or
    /// none that satisfies its global.json (<see cref="DockerFaultKind.SdkMissing"/>).
    /// </exception>
    /// <exception cref="IOException">A file can't be read, or isn't UTF-8.</exception>
    public static PackageReferenceChange Add(string project, string packageId, string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(packageId);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        var path = Path.GetFullPath(project);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no project {path}.", path);

        return ProjectPackages.Add(path, packageId, version);
    }
}
