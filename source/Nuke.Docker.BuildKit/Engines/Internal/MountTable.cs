namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class MountTable
{
    /// <summary>Returns the mount points at or below <paramref name="directories" /> in the order to unmount them: deepest and latest first.</summary>
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

    /// <summary>Decodes the octal escapes of the kernel for white space and backslashes.</summary>
    private static string Unescape(string path) =>
        path.Contains('\\', StringComparison.Ordinal)
            ? path
                .Replace(@"\040", " ", StringComparison.Ordinal)
                .Replace(@"\011", "\t", StringComparison.Ordinal)
                .Replace(@"\012", "\n", StringComparison.Ordinal)
                .Replace(@"\134", @"\", StringComparison.Ordinal)
            : path;
}
