using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial class EmbeddedEngine
{
    /// <summary>Stops the engine and everything that runs in it. Images, caches and the downloaded programs stay.</summary>
    /// <param name="deleteData"><c>true</c> also deletes images and caches.</param>
    /// <returns><c>true</c> if an engine was running.</returns>
    public async Task<bool> StopAsync(bool deleteData = false, CancellationToken cancellationToken = default)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        if (!System.IO.Directory.Exists(_layout.Directory))
        {
            // The folder may have been deleted while the engine runs.
            var orphaned = FindDaemon() is not null;
            await EndAllAsync(cancellationToken);
            await RemoveRuntimeFilesAsync();
            return orphaned;
        }

        await using var fileLock = await FileLock.AcquireAsync(
            _layout.LockFile,
            () => _progress("Another build is starting or stopping the docker engine; waiting for it."),
            cancellationToken);

        var running = FindDaemon() is not null;
        await EndAllAsync(cancellationToken);
        await RemoveRuntimeFilesAsync();

        if (deleteData)
            await FileTree.DeleteAsync(_layout.DataRoot);

        return running;
    }

    /// <summary>Stops the daemon with SIGTERM, kills its remaining processes, and unmounts its file systems.</summary>
    private async Task EndAllAsync(CancellationToken cancellationToken)
    {
        if (FindDaemon() is { } daemon)
        {
            NativeMethods.TrySignal(daemon.Id, NativeMethods.Terminate);
            await WaitAsync(() => _processes.TryRead(daemon.Id)?.IsDaemonOf(_layout.ConfigFile) != true, StopTimeout, cancellationToken);
        }

        // Killing shims leaves containers that are recognized only then, so several rounds are needed.
        for (var round = 0; round < 10; round++)
        {
            var left = _processes.Read().Where(_ => _.BelongsTo(_layout)).ToList();

            if (left.Count == 0)
                break;

            left.ForEach(_ => NativeMethods.TrySignal(_.Id, NativeMethods.Kill));
            await WaitAsync(() => left.TrueForAll(_ => _processes.TryRead(_.Id)?.BelongsTo(_layout) != true), TimeSpan.FromSeconds(2), cancellationToken);
        }

        foreach (var mount in MountTable.Below(await File.ReadAllLinesAsync("/proc/self/mountinfo", cancellationToken), [_layout.DataRoot, _layout.ExecRoot]))
            NativeMethods.TryUnmount(mount);

        ControlGroups.Remove(_layout.ControlGroup);
    }

    private async Task RemoveRuntimeFilesAsync()
    {
        await FileTree.DeleteAsync(_layout.ExecRoot);

        foreach (var file in new[] { _layout.Socket, _layout.PidFile }.Where(File.Exists))
            File.Delete(file);

        if (_layout.SocketIsElsewhere)
            await FileTree.DeleteAsync(_layout.RunDirectory);
    }

    private Task WaitAsync(Func<bool> done, TimeSpan limit, CancellationToken cancellationToken) =>
        WaitAsync(() => Task.FromResult(done()), limit, cancellationToken);

    private async Task WaitAsync(Func<Task<bool>> done, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();

        while (!await done() && _time.GetElapsedTime(start) < limit)
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken);
    }
}
