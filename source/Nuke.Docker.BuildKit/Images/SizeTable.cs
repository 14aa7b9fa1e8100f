using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>The composition of an image as lines of a log.</summary>
internal static class SizeTable
{
    private const int Most = 8;
    private const int BarWidth = 20;
    private const int InstructionLength = 70;
    private const int Smallest = 10_000;

    /// <summary>Returns the lines.</summary>
    /// <param name="sizes">The image.</param>
    /// <param name="reference">The image to compare it with; <c>null</c>: none.</param>
    public static IEnumerable<string> Of(ImageSizes sizes, ImageSizes? reference)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        yield return $"  {HumanText.Size(sizes.Bytes)} unpacked, {HumanText.Size(sizes.WastedBytes)} of it wasted{Difference(sizes.Bytes, reference?.Bytes)}";
        foreach (var (part, bytes) in sizes.Parts)
            yield return $"  {HumanText.Size(bytes),9}  {Bar(bytes, sizes.Bytes)}  {Words(part)}{Difference(bytes, BytesOf(reference, part))}";
        yield return "  Layers:";
        foreach (var (instruction, bytes, unreadable) in sizes.Layers)
            yield return $"    {HumanText.Size(bytes),9}  {Instruction(instruction)}{(unreadable is null ? "" : $" (unknown: {unreadable})")}";
        yield return "  Largest folders:";
        foreach (var (folder, bytes) in sizes.Folders.Take(Most))
            yield return $"    {HumanText.Size(bytes),9}  {folder}{Difference(bytes, BytesOf(reference, folder))}";
        var hidden = sizes.Hidden.Where(file => file.Bytes >= Smallest).Take(Most).ToList();
        if (hidden.Count > 0)
            yield return "  Files that a later layer overwrites or deletes; delete them in the instruction that creates them:";
        foreach (var (path, bytes, instruction) in hidden)
            yield return $"    {HumanText.Size(bytes),9}  {path}, by {Instruction(instruction)}";
        if (sizes.Duplicates.Count > 0)
            yield return "  Copies of the same content:";
        foreach (var (paths, bytes) in sizes.Duplicates.Take(Most))
            yield return $"    {HumanText.Size(bytes),9}  {string.Join(", ", paths.Take(3))}{(paths.Count > 3 ? $" and {paths.Count - 3} more" : "")}";
    }

    // Images that were imported have no instructions.
    private static string Instruction(string text) => text.Length == 0
        ? "(unknown instruction)"
        : HumanText.ShortenMiddle(
            text.Replace("RUN /bin/sh -c ", "RUN ", StringComparison.Ordinal).Replace(" # buildkit", "", StringComparison.Ordinal), InstructionLength);

    private static long? BytesOf(ImageSizes? sizes, ImagePart part) => sizes?.Parts.FirstOrDefault(known => known.Part == part).Bytes;

    private static long? BytesOf(ImageSizes? sizes, string folder) => sizes?.Folders.FirstOrDefault(known => known.Folder == folder).Bytes;

    private static string Difference(long bytes, long? before) =>
        before is not { } known || known == bytes ? "" : $" ({(bytes > known ? "+" : "−")}{HumanText.Size(Math.Abs(bytes - known))})";

    private static string Bar(long bytes, long all)
    {
        var filled = all == 0 ? 0 : (int)Math.Round((double)bytes * BarWidth / all);
        return new string('█', filled).PadRight(BarWidth, '·');
    }

    private static string Words(ImagePart part) => part switch
    {
        ImagePart.BaseImage => "base image",
        ImagePart.System => "system packages and configuration",
        ImagePart.Dependencies => "Python packages",
        ImagePart.Application => "application",
        _ => "overwritten or deleted by later layers",
    };
}
