using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Reads the properties of files of one folder after the other. The folder stays open, so that the system does not look up its whole path for each file.
/// Outside of Linux, it reads each by its path.
/// </summary>
internal sealed class FolderStat : IDisposable
{
    // The same on all architectures, unlike O_DIRECTORY.
    private const int PathOnly = 0x20_0000;
    private const int CloseOnExec = 0x8_0000;

    private byte[] _folder = [];
    private int _length = -1;
    private int _handle = -1;

    /// <summary>Reads the properties of a file; <c>null</c> if it does not exist or can't be read. A link is not followed.</summary>
    /// <param name="path">The absolute path in UTF-8, with a null at its end.</param>
    public FileStat? Read(ReadOnlySpan<byte> path)
    {
        var slash = path.LastIndexOf((byte)'/');
        if (!OperatingSystem.IsLinux() || slash <= 0)
            return FileStat.Read(path);
        if (_length != slash || !path[..slash].SequenceEqual(_folder.AsSpan(0, _length)))
            Enter(path[..slash]);
        return _handle < 0 ? FileStat.Read(path) : FileStat.Read(path, _handle, slash + 1);
    }

    public void Dispose()
    {
        if (_handle >= 0)
            _ = Close(_handle);
        _handle = -1;
    }

    private void Enter(ReadOnlySpan<byte> folder)
    {
        Dispose();
        if (_folder.Length <= folder.Length)
            _folder = new byte[folder.Length * 2];
        folder.CopyTo(_folder);
        _folder[folder.Length] = 0;
        _length = folder.Length;
        _handle = Open(in _folder[0], PathOnly | CloseOnExec);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(ref readonly byte path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
