using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Faults;

/// <summary>A file system in memory, mounted on a folder, that is small or read-only. Needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly EngineConnection _connection;
    private readonly string _folder;

    private SmallDisk(EngineConnection connection, string folder) => (_connection, _folder) = (connection, folder);

    public static async Task<SmallDisk> MountAsync(EngineConnection connection, string folder, string options)
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root may mount.");
        Directory.CreateDirectory(folder);
        await Shell.RunAsync(connection, $"mount -t tmpfs -o {options} tmpfs {folder}");
        return new SmallDisk(connection, folder);
    }

    public async ValueTask DisposeAsync() => await Shell.RunAsync(_connection, $"umount -l {_folder}");
}
