namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A folder of the repository that a project installs a package from.</summary>
/// <param name="Folder">Relative to the project's folder; it begins with <c>..</c> if it is outside of it.</param>
/// <param name="Project">The project in the folder.</param>
internal sealed record LocalLibrary(string Folder, PythonProject Project);
