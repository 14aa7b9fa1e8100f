using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Summarizes a listing for a log: a tree of the biggest entries with bars, and the entries that each line of the ignore file excludes.</summary>
internal static class ContextSummary
{
    private const int BarWidth = 12;
    private const int Depth = 3;
    private const int Branches = 6;
    private const int RuleLines = 12;

    // Smaller entries are summed up as "others".
    private const double Share = 0.02;

    /// <summary>Returns the lines, without line breaks and colors.</summary>
    [Pure]
    public static IReadOnlyList<string> Of(BuildContextListing listing)
    {
        var root = ContextFolder.Of(listing);
        List<string> lines = [$"{Count(listing.Files)}, {HumanText.Size(listing.Bytes)} for COPY . . of {listing.Folder}"];
        Draw(root, "", Math.Max(root.Bytes, 1), depth: 1, lines);
        lines.Add(listing.IgnoreFile.Path is null
            ? "no ignore file: all files are sent"
            : $"excluded by {Path.GetRelativePath(listing.Folder, listing.IgnoreFile.Path).Replace('\\', '/')}:");
        var kept = listing.Ignored.GroupBy(entry => entry.Rule).OrderBy(group => group.Key.Line).ToImmutableArray();
        lines.AddRange(kept.Take(RuleLines).Select(group => $"  line {group.Key.Line,-4} {group.Key.Text,-24}  {Kept([.. group])}"));
        if (kept.Length > RuleLines)
            lines.Add($"  and {kept.Length - RuleLines} more lines");
        return lines;
    }

    private static void Draw(ContextFolder folder, string indent, long whole, int depth, List<string> lines)
    {
        (string Name, long Bytes, string Note, ContextFolder? Below)[] items =
        [
            .. folder.Folders.Select(below => ($"{below.Path[(below.Path.LastIndexOf('/') + 1)..]}/", below.Bytes, Count(below.Files), (ContextFolder?)below)),
            .. folder.OwnFiles.Select(file => (file.Path[(file.Path.LastIndexOf('/') + 1)..], file.Bytes, "", (ContextFolder?)null)),
        ];
        var heavy = items
            .Where(item => item.Bytes >= whole * Share || (depth == 1 && item.Below is not null))
            .OrderByDescending(item => item.Bytes)
            .Take(Branches)
            .ToArray();
        foreach (var (name, bytes, note, below) in heavy)
        {
            lines.Add($"  {HumanText.Size(bytes),8}  {Bar(bytes, whole)}  {indent}{name}{(note.Length > 0 ? $"  {note}" : "")}");
            if (below is not null && depth < Depth && bytes >= whole * Share)
                Draw(below, $"{indent}  ", whole, depth + 1, lines);
        }

        var (rest, restBytes) = (items.Length - heavy.Length, folder.Bytes - heavy.Sum(item => item.Bytes));
        if (rest > 0)
            lines.Add($"  {HumanText.Size(restBytes),8}  {Bar(restBytes, whole)}  {indent}{rest} other{(rest == 1 ? "" : "s")}");
    }

    private static string Bar(long bytes, long whole)
    {
        var length = (int)Math.Round(BarWidth * (double)bytes / whole);
        return new string('█', length) + new string('·', BarWidth - length);
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{files} files";

    private static string Kept(IReadOnlyCollection<IgnoredEntry> entries)
    {
        var folders = entries.Count(entry => entry.Folder);
        var what = (folders, entries.Count - folders) switch
        {
            (0, var files) => Count(files),
            (1, 0) => "1 folder",
            (var all, 0) => $"{all} folders",
            (var all, var files) => $"{(all == 1 ? "1 folder" : $"{all} folders")}, {Count(files)}",
        };
        return $"{what}, such as {entries.First().Path}{(entries.First().Folder ? "/" : "")}";
    }
}
