using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Marks a build as running, in a file of the ledger folder that is locked until the build ends: other builds see that they ran at the same time.
/// </summary>
internal sealed class RunningBuilds : IDisposable
{
    private const string Pattern = "*.running";

    private readonly string _folder;
    private readonly string _own;
    private readonly FileLock? _lock;
    private readonly DateTimeOffset _started;
    private readonly string? _before;

    private RunningBuilds(string folder, string own, FileLock? held, DateTimeOffset started, string? before) =>
        (_folder, _own, _lock, _started, _before) = (folder, own, held, started, before);

    /// <summary>Marks the build of an image. A failure only means that other builds don't see it.</summary>
    /// <param name="folder">The folder of all ledgers.</param>
    /// <param name="image">The name of the image.</param>
    /// <param name="started">The start of the build.</param>
    public static RunningBuilds Start(string folder, string image, DateTimeOffset started)
    {
        var own = Path.Combine(folder, $"{LedgerStore.FileName(image)}.{Guid.NewGuid():N}.running");
        FileLock? held = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = FileLock.TryAcquire(own);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As above.
        }

        return new RunningBuilds(folder, own, held, started, Other(folder, own));
    }

    /// <summary>Returns the name of an image whose build ran at the same time; <c>null</c> if none is known.</summary>
    /// <param name="images">The images of this build.</param>
    public string? Concurrent(IReadOnlyCollection<string> images)
    {
        if ((_before ?? Other(_folder, _own)) is { } other)
            return other;
        foreach (var store in LedgerStore.All(_folder))
        {
            // A build that began and ended during this one.
            var isNew = File.Exists(store.LastPath) && File.GetLastWriteTimeUtc(store.LastPath) > _started.UtcDateTime;
            if (isNew && store.ReadLast() is { } last && !images.Contains(last.Image))
                return last.Image;
        }

        return null;
    }

    public void Dispose()
    {
        _lock?.Dispose();
        TryDelete(_own);
    }

    private static string? Other(string folder, string own)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, Pattern).Where(path => path != own))
            {
                // The system releases the lock of a process that has ended.
                using var free = FileLock.TryAcquire(path);
                if (free is null)
                    return Path.GetFileName(path).Split('.')[..^2] is var parts ? string.Join('.', parts) : null;
                TryDelete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file of a build that has just ended.
        }

        return null;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next build deletes it.
        }
    }
}
