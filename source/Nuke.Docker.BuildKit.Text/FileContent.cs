namespace Nuke.Docker.BuildKit.Text;

/// <summary>Reads files of a repository, in which a path may also be a named pipe or a device.</summary>
internal static class FileContent
{
    /// <summary>Reads all bytes. Returns none for a named pipe or a device in a repository, whose reader would wait forever.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        var file = new FileInfo(path);
        // The length of a pipe is 0. A shell passes pipes with a writer below /dev and /proc.
        return file is { Exists: true, Length: 0 } && !IsOfSystem(file.FullName) ? [] : File.ReadAllBytes(path);
    }

    /// <summary>True for a named pipe or a device in a repository. Docker would wait for its writer without end.</summary>
    public static bool IsPipe(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: 0 } file || IsOfSystem(file.FullName) || OperatingSystem.IsWindows())
            return false;
        try
        {
            // Opening a pipe to read alone waits for a writer.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            using var stream = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOfSystem(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
