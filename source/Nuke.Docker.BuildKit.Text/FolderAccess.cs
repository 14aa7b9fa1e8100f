using System.Runtime.InteropServices;
using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Determines without writing whether a folder can be used.</summary>
internal static class FolderAccess
{
    private const int WriteAndSearch = 2 | 1;

    /// <summary>
    /// Returns <c>true</c> if this user can write to a folder, or can create it. A read-only file system and a file instead of a folder count as not usable;
    /// on Windows, access control lists are not examined.
    /// </summary>
    public static bool CanCreate(string folder)
    {
        var nearest = Path.GetFullPath(folder);
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest) || Path.GetDirectoryName(nearest) is not { } above)
                return false;
            nearest = above;
        }

        return OperatingSystem.IsWindows() || Access(Encoding.UTF8.GetBytes($"{nearest}\0"), WriteAndSearch) == 0;
    }

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
