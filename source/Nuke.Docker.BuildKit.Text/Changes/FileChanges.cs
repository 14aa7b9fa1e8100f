namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>Writes changes that a user has agreed to.</summary>
public static class FileChanges
{
    /// <summary>Writes each file whole or not at all, in this order, and leaves alone what doesn't change.</summary>
    /// <returns>The files that were written and the backups, in this order.</returns>
    /// <exception cref="FileChangedException">A file isn't what it was when the change was made: somebody else wrote it. Nothing of it is overwritten; the files before it are written.</exception>
    /// <exception cref="IOException">A file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file can't be written.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<FileChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var written = new List<string>();
        foreach (var change in changes.Where(change => change.Changes))
        {
            var now = File.Exists(change.Path) ? FileChange.ReadText(change.Path) : null;
            if (!string.Equals(now, change.Before, StringComparison.Ordinal))
                throw new FileChangedException(change.Path);

            if (change is { KeepBackup: true, Before: { } before })
            {
                var backup = FreeName(change.Path);
                AtomicFile.WriteText(before, backup);
                written.Add(backup);
            }

            WriteOne(change);
            written.Add(change.Path);
        }

        return written;
    }

    private static void WriteOne(FileChange change)
    {
        // A link is followed: replaced by a file it would be lost.
        var target = File.Exists(change.Path) ? File.ResolveLinkTarget(change.Path, returnFinalTarget: true)?.FullName ?? change.Path : change.Path;
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        AtomicFile.WriteText(change.After, target);
        if (OperatingSystem.IsWindows())
            return;

        var wanted = mode ?? File.GetUnixFileMode(target);
        File.SetUnixFileMode(target, change.Executable ? wanted | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : wanted);
    }

    // Older backups stay: the first one is what the user wrote.
    private static string FreeName(string path)
    {
        var name = $"{path}.bak";
        for (var number = 2; File.Exists(name); number++)
            name = $"{path}.bak{number}";
        return name;
    }
}
