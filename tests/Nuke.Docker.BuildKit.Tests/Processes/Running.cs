namespace Nuke.Docker.BuildKit.Tests.Processes;

internal static class Running
{
    /// <summary>A process that has ended but that nobody has asked about yet (a zombie) isn't running.</summary>
    public static bool IsRunning(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
