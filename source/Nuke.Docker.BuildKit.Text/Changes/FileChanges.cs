using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Text.Changes;

/// <summary>Writes planned changes of files.</summary>
public static class FileChanges
{
    /// <summary>Writes the changed files atomically, in order.</summary>
    /// <returns>The paths of the written files and backups, in order.</returns>
    /// <exception cref="DockerException">
    /// A file was changed after its change was planned (<see cref="DockerFaultKind.FileChanged"/>). It is not overwritten; earlier files are written.
    /// </exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<FileChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var written = new List<string>();
        foreach (var change in changes.Where(change => change.Changes))
        {
            var now = FileChange.ReadIfExists(change.Path);
            if (!string.Equals(now, change.Before, StringComparison.Ordinal))
            {
                throw new DockerException(
                    DockerFaultKind.FileChanged,
                    $"{change.Path} was changed in the meantime and is not overwritten. Run the command again to plan the change for the new file.");
            }

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
        // Follow a link: writing to the path would replace it by a file.
        var target = File.Exists(change.Path) ? File.ResolveLinkTarget(change.Path, returnFinalTarget: true)?.FullName ?? change.Path : change.Path;
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        AtomicFile.WriteText(change.After, target);
        if (OperatingSystem.IsWindows())
            return;

        var wanted = mode ?? File.GetUnixFileMode(target);
        File.SetUnixFileMode(target, change.Executable ? wanted | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : wanted);
    }

    // Keep older backups: the first one is the user's file.
    private static string FreeName(string path)
    {
        var name = $"{path}.bak";
        for (var number = 2; File.Exists(name); number++)
            name = $"{path}.bak{number}";
        return name;
    }
}
