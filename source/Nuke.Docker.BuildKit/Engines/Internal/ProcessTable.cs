using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Reads the processes of the machine from /proc.</summary>
/// <param name="root">Folder to read instead of /proc, for tests.</param>
internal sealed class ProcessTable(string root = "/proc")
{
    public IEnumerable<ProcessEntry> Read()
    {
        foreach (var directory in Directory.EnumerateDirectories(root))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && TryRead(id) is { } entry)
                yield return entry;
        }
    }

    /// <summary>Returns whether the process runs. Unlike its arguments, its state can be read during an exec, too.</summary>
    public bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(root, id.ToString(CultureInfo.InvariantCulture), "stat"));

            // "17 (name, which may contain blanks and parentheses) S …"; Z is a zombie, X is dead.
            return stat[stat.LastIndexOf(')')..] is not [_, _, 'Z' or 'X', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Returns the process; <c>null</c> if it has ended, ends while it is read, or is a zombie.</summary>
    public ProcessEntry? TryRead(int id)
    {
        try
        {
            var directory = Path.Combine(root, id.ToString(CultureInfo.InvariantCulture));
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(directory, "cmdline"))).TrimEnd('\0').Split('\0');

            // Zombies and kernel threads have no arguments.
            return arguments is [""] ? null : new ProcessEntry(id, arguments, File.ReadAllText(Path.Combine(directory, "cgroup")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
