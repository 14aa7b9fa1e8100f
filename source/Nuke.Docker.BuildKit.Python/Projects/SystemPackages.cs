namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Debian packages that a project's dependencies need beyond a slim Python image.</summary>
/// <param name="Build">Needed where dependencies are built, and nowhere else: compilers and headers. Sorted by name.</param>
/// <param name="Runtime">Needed where the program runs: shared libraries and programs. Sorted by name.</param>
public sealed record SystemPackages(IReadOnlyList<SystemPackage> Build, IReadOnlyList<SystemPackage> Runtime)
{
    /// <summary>Nothing needed: wheels bring all that they use.</summary>
    public static SystemPackages None { get; } = new([], []);
}
