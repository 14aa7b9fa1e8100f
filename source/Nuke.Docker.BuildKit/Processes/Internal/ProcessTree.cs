using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>
/// Finds the remaining child processes of a stopped process. After the end of its parent, a grandchild belongs to init, so that the process tree does
/// not contain it; a mark in the inherited environment identifies it. Linux only, where /proc shows the environment.
/// </summary>
internal sealed class ProcessTree
{
    private const string Variable = "NUKE_DOCKER_PROCESS";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _mark = Guid.NewGuid().ToString("N");

    // Marks accumulate, so that both builds find the processes of a build started by a build.
    public void Mark(IDictionary<string, string?> environment) =>
        environment[Variable] = environment.TryGetValue(Variable, out var outer) ? $"{outer}:{_mark}" : _mark;

    public async Task KillRemainsAsync()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // Repeat, because a process may fork while the list is read. A process can't refuse a kill, so this ends.
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var remains = Find();
            if (remains.Count == 0)
                return;

            foreach (var processId in remains)
                Signals.Kill(processId);
            await Task.Delay(Pause);
        }
    }

    private List<int> Find()
    {
        var mark = Encoding.ASCII.GetBytes(_mark);
        var session = SessionOf("self");
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var name = Path.GetFileName(folder);
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && IsMarked(folder, mark)
                && SessionOf(name) == session)
                found.Add(id);
        }

        return found;
    }

    private static bool IsMarked(string folder, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes($"{folder}/environ").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A process in its own session, such as a key agent, is meant to outlive the build.
    private static string? SessionOf(string processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[3];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
