using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Compares the tags in the names of wheels with an image: CPython of one release with the GIL, on Linux with glibc.</summary>
internal static class WheelTags
{
    /// <param name="release"><c>3.13</c>.</param>
    public static bool Fits(string wheel, string release)
    {
        if (!wheel.EndsWith(".whl", StringComparison.Ordinal) || wheel[..^4].Split('-') is not [.., var pythons, var abis, var platforms])
            return false;
        return platforms.Split('.').Any(IsLinux) && abis.Split('.').Any(abi => pythons.Split('.').Any(python => Fits(python, abi, Minor(release))));
    }

    // musllinux wheels need Alpine; PyPI's Linux wheels for one processor usually exist for the other as well.
    private static bool IsLinux(string platform) => platform == "any"
        || (platform.StartsWith("manylinux", StringComparison.Ordinal) || platform.StartsWith("linux", StringComparison.Ordinal))
        && (platform.EndsWith("x86_64", StringComparison.Ordinal) || platform.EndsWith("aarch64", StringComparison.Ordinal));

    private static bool Fits(string python, string abi, int minor)
    {
        if (python.StartsWith("py3", StringComparison.Ordinal))
            return abi == "none" && (python.Length == 3 || Number(python[3..]) <= minor);
        if (!python.StartsWith("cp3", StringComparison.Ordinal))
            return false;
        // abi3 fits all later releases; cp313t is the free-threaded build, and cp313 with another ABI is not this one.
        return abi == "abi3" ? Number(python[3..]) <= minor : Number(python[3..]) == minor && (abi == python || abi == "none");
    }

    private static int Minor(string release) => Number(release[(release.IndexOf('.') + 1)..]);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    /// <summary>Decides for each locked package whether the lock has a wheel for a release.</summary>
    public static void Decide(ProjectFacts facts, string release)
    {
        for (var i = 0; i < facts.Locked.Count; i++)
        {
            if (facts.Locked[i] is { WheelFiles: { } wheels } package)
                facts.Locked[i] = package with { HasWheel = wheels.Any(wheel => Fits(wheel, release)) };
        }
    }

    /// <summary>The number of packages that have wheels for another release, but not for this one.</summary>
    public static int Missing(ProjectFacts facts, string release, IReadOnlyList<string> releases) => facts.Locked.Count(package =>
        package.WheelFiles is { Count: > 0 } wheels && !wheels.Any(wheel => Fits(wheel, release))
        && releases.Any(other => wheels.Any(wheel => Fits(wheel, other))));
}
