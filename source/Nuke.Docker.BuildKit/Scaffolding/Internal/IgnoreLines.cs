using Nuke.Docker.BuildKit.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Internal;

/// <summary>Adds to an ignore file what it lacks; what stands there stays as it is.</summary>
internal static class IgnoreLines
{
    public static FileChange Add(string path, IEnumerable<string> lines, string comment)
    {
        var before = File.Exists(path) ? FileChange.ReadText(path) : "";
        var standing = before.Split('\n').Select(Name).ToHashSet(StringComparer.Ordinal);
        var missing = lines.Where(line => !standing.Contains(Name(line)) && !standing.Contains($"!{Name(line)}")).ToList();
        if (missing.Count == 0)
            return FileChange.Of(path, before);

        var end = before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var gap = before.Length == 0 ? "" : before.EndsWith('\n') ? end : $"{end}{end}";
        return FileChange.Of(path, $"{before}{gap}# {comment}{end}{string.Concat(missing.Select(line => $"{line}{end}"))}");
    }

    // x, /x, x/ and **/x leave out the same.
    private static string Name(string line)
    {
        var text = line.Trim('\uFEFF', ' ', '\t', '\r');
        return (text.StartsWith("**/", StringComparison.Ordinal) ? text[3..] : text).Trim('/');
    }
}
