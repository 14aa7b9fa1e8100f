using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Processes.Internal;

internal static class Signals
{
    private const int SigInt = 2;
    private const int SigKill = 9;

    /// <returns>Whether the signal was sent; never on Windows, where one console process can't interrupt another alone.</returns>
    public static bool Interrupt(int processId) => !OperatingSystem.IsWindows() && Send(processId, SigInt) == 0;

    public static void Kill(int processId) => _ = Send(processId, SigKill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
