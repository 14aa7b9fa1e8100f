namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A Debian package that a dependency needs.</summary>
/// <param name="Name">As apt knows it: <c>libpq5</c>.</param>
/// <param name="Dependency">The Python package that asks for it, normalised.</param>
/// <param name="Reason">What it is for, as a clause.</param>
public sealed record SystemPackage(string Name, string Dependency, string Reason);
