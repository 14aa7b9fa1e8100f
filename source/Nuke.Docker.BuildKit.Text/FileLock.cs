namespace Nuke.Docker.BuildKit.Text;

/// <summary>A lock between processes (flock), which the system lifts when its holder dies. The file that is left says nothing.</summary>
internal sealed class FileLock : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <param name="path">The file; made where it is missing.</param>
    /// <param name="waiting">Called once, if another process holds the lock.</param>
    /// <param name="shared">Whether others may hold it at the same time, if they share it, too.</param>
    public static async Task<FileLock> AcquireAsync(string path, Action waiting, CancellationToken cancellationToken, bool shared = false)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (TryAcquire(path, shared) is { } acquired)
                return acquired;
            if (attempt == 0)
                waiting();
            await Task.Delay(s_pause, cancellationToken);
        }
    }

    /// <returns><c>null</c> where another one holds it.</returns>
    /// <exception cref="IOException">The file can't be opened, for another reason than a lock.</exception>
    public static FileLock? TryAcquire(string path, bool shared = false)
    {
        try
        {
            return new FileLock(shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    public void Dispose() => _stream.Dispose();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // EWOULDBLOCK of Linux and of macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, in the low word of the result.
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xffff) is 32 or 33
        : exception.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
