namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>A registry that the engine can't reach.</summary>
/// <param name="Registry">The registry as in names of images: <c>docker.io</c>.</param>
/// <param name="Images">The base images in it.</param>
/// <param name="Missing">The base images that the engine doesn't have either.</param>
/// <param name="Reason">The engine's error message.</param>
internal sealed record DoctorRegistry(string Registry, IReadOnlyList<string> Images, IReadOnlyList<string> Missing, string Reason);
