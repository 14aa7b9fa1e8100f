namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A package in a lock file, or pinned with <c>==</c>.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Version">Null where the lock names none.</param>
public sealed record LockedPackage(string Name, string? Version)
{
    /// <summary>Whether the lock has a wheel for it; null: the lock doesn't say.</summary>
    public bool? HasWheel { get; init; }
}
