using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Whether somebody has a file open for writing.</summary>
internal static class FileWriters
{
    // Of Linux, the same on all machines that .NET runs on.
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int UrgentData = 23;
    private const int TryAgain = 11;

    /// <returns><c>null</c> where nobody can tell: there is no such file, it is another user's, or the system has no means.</returns>
    public static bool? Any(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, share: OperatingSystem.IsWindows() ? FileShare.Read : FileShare.ReadWrite | FileShare.Delete);
            return OperatingSystem.IsLinux() ? IsWritten(handle) : OperatingSystem.IsWindows() ? false : null;
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException) && OperatingSystem.IsWindows())
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The kernel gives no lease on a file that is open for writing. Who opens it in this moment makes it send a signal, whose default ends the process: take one that is ignored.
    private static bool? IsWritten(SafeFileHandle handle)
    {
        if (Control(handle, SetSignal, UrgentData) != 0)
            return null;
        if (Control(handle, SetLease, ReadLease) != 0)
            return Marshal.GetLastPInvokeError() == TryAgain ? true : null;
        _ = Control(handle, SetLease, NoLease);
        return false;
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, int argument);
}
