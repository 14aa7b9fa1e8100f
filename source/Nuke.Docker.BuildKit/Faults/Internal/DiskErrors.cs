namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Recognizes the errors of a full disk.</summary>
internal static class DiskErrors
{
    // ENOSPC of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows, in the low word of the result.
    public static bool IsDiskFull(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xffff) is 112 or 39 : exception.HResult == 28;

    /// <summary>Deletes a probe. Errors are ignored, because a probe that could not be written has been reported.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The exception in flight is more specific.
        }
    }
}
