namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A package in a lock file, or pinned with <c>==</c>.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Version">Null if the lock has no version.</param>
public sealed record LockedPackage(string Name, string? Version)
{
    /// <summary>True if the lock has a wheel for Linux and the chosen Python version; null if the lock does not list files.</summary>
    public bool? HasWheel { get; init; }

    /// <summary>Names of its wheels; null if the lock does not list files.</summary>
    internal IReadOnlyList<string>? WheelFiles { get; init; }
}
