using System.Runtime.InteropServices;

namespace Nuke.Common.Tooling;

/// <summary>Asks a program to exit, which .NET has no method for.</summary>
internal static class Termination
{
    private const int Sigterm = 15;

    /// <summary>Does nothing on Windows, where a console program can only be killed.</summary>
    public static void Ask(int processId)
    {
        if (!OperatingSystem.IsWindows())
            _ = Kill(processId, Sigterm);
    }

#pragma warning disable SYSLIB1054 // Two integers need no generated marshalling, and the generator wants unsafe code.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
#pragma warning restore SYSLIB1054
}
