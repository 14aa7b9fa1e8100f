using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Checks whether a file can be read without opening it.</summary>
internal static class ReadAccess
{
    private const int Read = 4;

    // Root can read all files, and Windows has no such check.
    private static readonly bool s_asks = !OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess;

    public static bool Missing(string path) => s_asks && Access(path, Read) != 0;

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
