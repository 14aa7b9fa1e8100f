using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>Sends signals to processes.</summary>
internal static class Signals
{
    private const int SigInt = 2;
    private const int SigKill = 9;

    /// <returns><c>true</c> if the signal was sent; never on Windows, where a process can't interrupt a single other one.</returns>
    public static bool Interrupt(int processId) => !OperatingSystem.IsWindows() && Send(processId, SigInt) == 0;

    public static void Kill(int processId) => _ = Send(processId, SigKill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
