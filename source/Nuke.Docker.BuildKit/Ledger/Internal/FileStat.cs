using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Properties of a file that change when its content changes. A link is not followed.</summary>
/// <param name="Mode">Kind and permissions, as in <c>st_mode</c>.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Inode">Number of the inode; 0 if the system reports none.</param>
/// <param name="Modified">Time of the last modification, in nanoseconds.</param>
/// <param name="Changed">Time of the last change of content or properties, in nanoseconds; 0 if the system reports none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStat(uint Mode, long Size, ulong Inode, long Modified, long Changed)
{
    public const uint KindMask = 0xF000;
    public const uint RegularKind = 0x8000;
    public const uint FolderKind = 0x4000;
    public const uint LinkKind = 0xA000;

    private const uint AllPermissions = 0xFFF;
    private const int StatxSize = 256;
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7FF;

    private static bool s_native = OperatingSystem.IsLinux();

    public uint Kind => Mode & KindMask;

    public uint Permissions => Mode & AllPermissions;

    /// <summary>Reads the properties of a file; <c>null</c> if it doesn't exist or can't be read.</summary>
    public static FileStat? Read(string path) => Read(Encoding.UTF8.GetBytes($"{path}\0"));

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="path">The path in UTF-8, with a null at its end.</param>
    /// <param name="folder">The handle of an open folder of the path.</param>
    /// <param name="start">The start of what is relative to that folder in <paramref name="path"/>.</param>
    public static FileStat? Read(ReadOnlySpan<byte> path, int folder = CurrentDirectory, int start = 0)
    {
        if (s_native)
        {
            try
            {
                return ReadNative(folder, path[start..]);
            }
            catch (EntryPointNotFoundException)
            {
                // An old musl has no statx.
                s_native = false;
            }
        }

        return ReadManaged(Encoding.UTF8.GetString(path[..^1]));
    }

    private static FileStat? ReadNative(int folder, ReadOnlySpan<byte> path)
    {
        Span<byte> data = stackalloc byte[StatxSize];
        if (Statx(folder, in MemoryMarshal.GetReference(path), NoFollow, BasicStats, ref MemoryMarshal.GetReference(data)) != 0)
            return null;
        return new FileStat(
            BinaryPrimitives.ReadUInt16LittleEndian(data[28..]),
            (long)BinaryPrimitives.ReadUInt64LittleEndian(data[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(data[32..]),
            Nanoseconds(data[112..]),
            Nanoseconds(data[96..]));
    }

    private static long Nanoseconds(ReadOnlySpan<byte> time) =>
        (BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]);

    // Without a time of change, a file whose size and time of modification were restored would go unnoticed: 0 makes the cache hash it again.
    private static FileStat? ReadManaged(string path)
    {
        FileSystemInfo file = new FileInfo(path);
        if (!file.Exists && file.LinkTarget is null)
        {
            file = new DirectoryInfo(path);
            if (!file.Exists)
                return null;
        }

        var kind = file.LinkTarget is not null ? LinkKind : file is DirectoryInfo ? FolderKind : RegularKind;
        // docker on Windows sends every file as rwxr-xr-x.
        var permissions = OperatingSystem.IsWindows() ? 0x1EDu : (uint)file.UnixFileMode;
        var size = file is FileInfo { LinkTarget: null } plain ? plain.Length : 0;
        return new FileStat(kind | permissions, size, 0, (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100, 0);
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, ref readonly byte path, int flags, uint mask, ref byte buffer);
}
