namespace Nuke.Docker.BuildKit.Text;

/// <summary>A lock between processes (flock). The system releases it when its holder exits. The lock file remains.</summary>
internal sealed class FileLock : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock file, created if it does not exist.</param>
    /// <param name="waiting">Called once if another process holds the lock.</param>
    /// <param name="shared">True for a shared lock, which several processes can hold at the same time.</param>
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

    /// <summary>Waits for a lock that is held only for moments.</summary>
    /// <returns>The lock; <c>null</c> if another process holds it for more than two seconds.</returns>
    /// <inheritdoc cref="TryAcquire"/>
    public static FileLock? TryAcquireSoon(string path)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (TryAcquire(path) is { } held)
                return held;
            Thread.Sleep(20);
        }

        return null;
    }

    /// <returns>The lock; <c>null</c> if another process holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened, for another reason than a lock.</exception>
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
