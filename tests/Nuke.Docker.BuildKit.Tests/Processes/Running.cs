namespace Nuke.Docker.BuildKit.Tests.Processes;

internal static class Running
{
    /// <summary>Returns <c>false</c> for a process that has ended but was not waited for (a zombie).</summary>
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
