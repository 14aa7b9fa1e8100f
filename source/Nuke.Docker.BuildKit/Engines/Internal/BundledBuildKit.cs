namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>
/// BuildKit versions inside docker engines, which do not report them. All patch releases of an engine contain the same minor version of BuildKit; the
/// newest patch is listed, so that no version is wrongly reported as too old.
/// </summary>
internal static class BundledBuildKit
{
    private static readonly Dictionary<(int Major, int Minor), Version> s_versions = new()
    {
        [(23, 0)] = new(0, 10, 6),
        [(24, 0)] = new(0, 11, 7),
        [(25, 0)] = new(0, 12, 5),
        [(27, 0)] = new(0, 14, 1),
        [(27, 4)] = new(0, 17, 3),
        [(27, 5)] = new(0, 18, 2),
        [(28, 0)] = new(0, 20, 2),
        [(28, 1)] = new(0, 21, 0),
        [(28, 2)] = new(0, 22, 0),
        [(28, 3)] = new(0, 23, 2),
        [(28, 4)] = new(0, 24, 0),
        [(28, 5)] = new(0, 25, 2),
    };

    /// <summary>Returns the engine's BuildKit; <c>null</c> if it is not listed, so that nothing is reported as too old.</summary>
    public static Version? Of(Version? engine) => engine is null ? null : s_versions.GetValueOrDefault((engine.Major, engine.Minor));
}
