namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A Debian package that a dependency needs.</summary>
/// <param name="Name">The apt package name: <c>libpq5</c>.</param>
/// <param name="Dependency">The normalised name of the Python package that needs it.</param>
/// <param name="Reason">Its purpose, as a clause.</param>
public sealed record SystemPackage(string Name, string Dependency, string Reason);
