using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>
/// An export in a folder. New files get unused names; then the manifest is replaced atomically; then the files that it does not name are deleted.
/// </summary>
internal sealed partial class FolderArchive(string folder) : MountArchive
{
    private FileLock? _lock;

    public static async Task<FolderArchive> OpenAsync(string folder, Action onWait, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        // The lock file is not in the folder, because CI systems save the folder as it is.
        var fileLock = await FileLock.AcquireAsync($"{folder}.lock", onWait, cancellationToken);
        foreach (var leftover in Directory.EnumerateDirectories(folder, ".work-*"))
            Directory.Delete(leftover, recursive: true);
        var work = Path.Combine(folder, $".work-{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        return new FolderArchive(folder) { WorkFolder = work, _lock = fileLock };
    }

    public override Task<Stream?> OpenAsync(string file)
    {
        var path = Path.Combine(folder, file);
        return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
    }

    public override bool Has(ExportedPart part) =>
        new FileInfo(Path.Combine(folder, part.File)) is { Exists: true } file && file.Length == part.Bytes;

    public override Task CommitAsync(ExportManifest manifest, CancellationToken cancellationToken)
    {
        var files = FilesOf(manifest);
        foreach (var file in files)
        {
            if (File.Exists(Path.Combine(WorkFolder, file)))
                File.Move(Path.Combine(WorkFolder, file), Path.Combine(folder, file), overwrite: true);
        }

        AtomicFile.WriteText(manifest.ToJson(), Path.Combine(folder, ExportManifest.FileName));
        var named = files.ToHashSet(StringComparer.Ordinal);
        var unnamed = Directory.EnumerateFiles(folder)
            .Where(file => OurName().IsMatch(Path.GetFileName(file)) && !named.Contains(Path.GetFileName(file)));
        foreach (var file in unnamed)
            File.Delete(file);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_lock is not null)
            await _lock.DisposeAsync();
    }

    [GeneratedRegex(@"-[0-9a-f]{8}-[0-9]{6}\.(tar|table)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurName();
}
