using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Linux system calls without an equivalent in .NET.</summary>
internal static class NativeMethods
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>MNT_DETACH: removes the mount from the tree immediately, and releases it when it is no longer in use.</summary>
    private const int Detach = 2;

    public static bool TrySignal(int processId, int signal) => SendSignal(processId, signal) == 0;

    /// <summary>.NET would first try to delete the files of a control group.</summary>
    public static bool TryRemoveDirectory(string path) => RemoveDirectory(path) == 0;

    public static bool TryUnmount(string path) => Unmount(path, Detach) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    [DllImport("libc", EntryPoint = "umount2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmount([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "rmdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RemoveDirectory([MarshalAs(UnmanagedType.LPUTF8Str)] string path);
}
