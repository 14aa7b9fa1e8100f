using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Reads the extended attributes of files, such as capabilities. They are part of BuildKit's key for a file. Their changes change the time of change, so
/// that they are read only together with the content.
/// </summary>
internal static class ExtendedAttributes
{
    private const int Most = 64 * 1024;

    /// <summary>Adds the extended attributes to the digest of a file. A file without any keeps its digest.</summary>
    public static byte[] AddTo(byte[] digest, string path)
    {
        if (!OperatingSystem.IsLinux())
            return digest;
        var file = Encoding.UTF8.GetBytes($"{path}\0");
        var names = Read((ref byte buffer, nint size) => LListXattr(in file[0], ref buffer, size));
        if (names.Length == 0)
            return digest;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(digest);
        var found = false;
        foreach (var name in Encoding.UTF8.GetString(names).Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(IsKeyed).Order(StringComparer.Ordinal))
        {
            var key = Encoding.UTF8.GetBytes($"{name}\0");
            hash.AppendData(key);
            hash.AppendData(Read((ref byte buffer, nint size) => LGetXattr(in file[0], in key[0], ref buffer, size)));
            found = true;
        }

        return found ? hash.GetHashAndReset() : digest;
    }

    // Labels of the system's security modules belong to the machine.
    private static bool IsKeyed(string name) =>
        name == "security.capability"
        || (!name.StartsWith("security.", StringComparison.Ordinal) && !name.StartsWith("system.", StringComparison.Ordinal));

    private static byte[] Read(Call call)
    {
        // Almost no file has any.
        byte none = 0;
        if (call(ref none, 0) <= 0)
            return [];
        var buffer = new byte[Most];
        return (int)call(ref buffer[0], buffer.Length) is var length and > 0 ? buffer[..length] : [];
    }

    private delegate nint Call(ref byte buffer, nint size);

    [DllImport("libc", EntryPoint = "llistxattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint LListXattr(ref readonly byte path, ref byte list, nint size);

    [DllImport("libc", EntryPoint = "lgetxattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint LGetXattr(ref readonly byte path, ref readonly byte name, ref byte value, nint size);
}
