using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The ledgers of an image and target: the last one, and a few earlier ones.</summary>
internal sealed class LedgerStore(string folder)
{
    private const string LastName = "ledger.json";
    private const int Kept = 10;

    // A ledger is read completely into memory.
    private const long Largest = 64 * 1024 * 1024;

    /// <summary>The folder of an image and target.</summary>
    /// <param name="root">The folder of all ledgers.</param>
    /// <param name="image">The name of the image.</param>
    /// <param name="target">The stage; <c>null</c> for the last one.</param>
    public static LedgerStore Of(string root, string image, string? target) =>
        new(Path.Combine(root, target is null ? FileName(image) : $"{FileName(image)}.{FileName(target)}"));

    /// <summary>Returns the ledgers of all images, by name.</summary>
    public static IEnumerable<LedgerStore> All(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Select(path => new LedgerStore(path))
        : [];

    /// <summary>The time when the last build was skipped; <c>null</c>: it was not skipped since it was recorded.</summary>
    public DateTimeOffset? Skipped => Later(SkippedPath);

    /// <summary>The time when a build began that is not recorded; <c>null</c> if the last one is.</summary>
    public DateTimeOffset? Unrecorded => Later(BegunPath);

    private string SkippedPath => Path.Combine(folder, "skipped");

    private string BegunPath => Path.Combine(folder, "begun");

    /// <summary>The file of the last ledger.</summary>
    public string LastPath => Path.Combine(folder, LastName);

    /// <summary>Reads the last ledger; <c>null</c> if there is none, or if it is damaged.</summary>
    public BuildLedger? ReadLast() => Read(LastPath) ?? Earlier().Select(Read).FirstOrDefault(ledger => ledger is not null);

    /// <summary>Reads the ledgers of earlier builds, the newest first: 0 is the last build.</summary>
    public BuildLedger? Read(int index) => index == 0 ? ReadLast() : Earlier().Skip(index - 1).Select(Read).FirstOrDefault();

    /// <summary>Returns the build that a recorded one was compared with; <c>null</c> if there was none, or if it is no longer recorded.</summary>
    /// <param name="build">The recorded build.</param>
    /// <param name="index">Its number: 0 is the last build.</param>
    public BuildLedger? BaselineOf(BuildLedger build, int index) =>
        build.Baseline is { } time ? ReadAll().FirstOrDefault(other => other.Time == time)
        : build.Causes.Any(cause => cause.Kind == CauseKind.FirstBuild) ? null
        : Read(index + 1);

    /// <summary>Returns the number of recorded builds.</summary>
    public int Count() => Earlier().Count() + 1;

    /// <summary>Reads all ledgers, the newest first. Damaged ones are left out.</summary>
    public IEnumerable<BuildLedger> ReadAll() => Earlier().Prepend(LastPath).Select(Read).OfType<BuildLedger>();

    /// <summary>Writes a ledger. The previous one becomes an earlier one, and the oldest is deleted.</summary>
    public void Write(BuildLedger ledger)
    {
        Directory.CreateDirectory(folder);
        try
        {
            if (File.Exists(LastPath))
                File.Move(LastPath, Path.Combine(folder, $"ledger.{Stamp(File.GetLastWriteTimeUtc(LastPath))}.json"), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another build has just moved it.
        }

        AtomicFile.WriteBytes(LedgerJson.Write(ledger), LastPath);
        foreach (var old in Earlier().Skip(Kept).ToList())
            File.Delete(old);
    }

    /// <summary>Marks the last build as skipped, for its explanation. A failure only means that the explanation doesn't mention it.</summary>
    public void MarkSkipped() => Mark(SkippedPath);

    /// <summary>Marks a build as begun. If it is interrupted, the explanation of the last build mentions it.</summary>
    public void MarkBegun() => Mark(BegunPath);

    private DateTimeOffset? Later(string mark) =>
        File.GetLastWriteTimeUtc(mark) is var marked && marked > File.GetLastWriteTimeUtc(LastPath) ? new DateTimeOffset(marked) : null;

    private static void Mark(string path)
    {
        try
        {
            File.WriteAllBytes(path, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    /// <summary>Returns the name of an image as the name of a folder.</summary>
    public static string FileName(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
            text.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '_');
        return text.ToString();
    }

    private static string Stamp(DateTime time) => time.ToString("yyyyMMdd'T'HHmmssfffffff", System.Globalization.CultureInfo.InvariantCulture);

    private static BuildLedger? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < Largest } ? LedgerJson.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<string> Earlier() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "ledger.2*.json").OrderByDescending(path => path, StringComparer.Ordinal)
        : [];
}
