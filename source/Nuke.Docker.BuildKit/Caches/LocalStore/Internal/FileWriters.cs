using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>Finds out whether a process has a file open for writing.</summary>
internal static class FileWriters
{
    // Constants of Linux, which are the same on all architectures that .NET supports.
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int UrgentData = 23;
    private const int TryAgain = 11;

    /// <returns><c>null</c> if it is not known: the file does not exist or belongs to another user, or the system cannot report it.</returns>
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

    // The kernel refuses a lease on a file that is open for writing. If a process opens the file during the lease, the kernel sends a signal that ends
    // our process by default, so that a signal is chosen that is ignored by default.
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
