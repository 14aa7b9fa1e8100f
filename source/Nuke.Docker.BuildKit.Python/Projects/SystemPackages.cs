namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Debian packages that a project's dependencies need beyond a slim Python image.</summary>
/// <param name="Build">Needed only to build dependencies: compilers and headers. Sorted by name.</param>
/// <param name="Runtime">Needed at run time: shared libraries and programs. Sorted by name.</param>
public sealed record SystemPackages(IReadOnlyList<SystemPackage> Build, IReadOnlyList<SystemPackage> Runtime)
{
    /// <summary>No packages needed: wheels contain everything.</summary>
    public static SystemPackages None { get; } = new([], []);
}
