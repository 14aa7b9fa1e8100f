namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The releases of Python, newest first, with the month after which they get no security fixes (PEP 602 and the PEP of each release).</summary>
internal static class PythonReleases
{
    private static readonly (string Release, DateOnly End)[] s_all =
    [
        ("3.15", new(2031, 10, 31)), ("3.14", new(2030, 10, 31)), ("3.13", new(2029, 10, 31)), ("3.12", new(2028, 10, 31)), ("3.11", new(2027, 10, 31)),
        ("3.10", new(2026, 10, 31)), ("3.9", new(2025, 10, 31)), ("3.8", new(2024, 10, 31)), ("3.7", new(2023, 6, 30)), ("3.6", new(2021, 12, 31)),
    ];

    /// <summary>Releases to choose from; older ones are used only if a project pins them.</summary>
    public static IReadOnlyList<string> Choices { get; } = [.. s_all.Select(entry => entry.Release).TakeWhile(release => release != "3.7")];

    /// <summary>Releases that are used only if a project allows no other.</summary>
    public static IReadOnlyList<string> Past { get; } = [.. s_all.Select(entry => entry.Release).Except(Choices)];

    /// <summary>The last day of security fixes, if it is over; null: the release is maintained, or unknown.</summary>
    public static DateOnly? EndOf(string release, DateOnly today) =>
        Array.Find(s_all, entry => entry.Release == release) is { Release: not null } found && found.End < today ? found.End : null;
}
