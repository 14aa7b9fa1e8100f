namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class MountTable
{
    /// <summary>The mount points at or below <paramref name="directories" />, deepest and latest first, as they have to be lifted.</summary>
    /// <param name="lines">Lines of /proc/self/mountinfo.</param>
    public static IReadOnlyList<string> Below(IEnumerable<string> lines, IReadOnlyList<string> directories) =>
    [
        .. lines
            .Select(_ => _.Split(' '))
            .Where(_ => _.Length > 4)
            .Select(_ => Unescape(_[4]))
            .Where(point => directories.Any(_ => point == _ || point.StartsWith(_ + "/", StringComparison.Ordinal)))
            .Reverse(),
    ];

    /// <summary>The kernel writes blanks and backslashes in octal.</summary>
    private static string Unescape(string path) =>
        path.Contains('\\', StringComparison.Ordinal)
            ? path.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal).Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal)
            : path;
}
