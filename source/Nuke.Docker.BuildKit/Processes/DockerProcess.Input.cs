namespace Nuke.Docker.BuildKit.Processes;

internal sealed partial class DockerProcess
{
    private static async Task FeedAsync(Stream target, Stream? source, CancellationToken ended)
    {
        if (source is null)
        {
            await target.DisposeAsync();
            return;
        }

        await using (target)
        {
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = await source.ReadAsync(buffer, ended)) > 0)
            {
                if (!await TryWriteAsync(target, buffer.AsMemory(0, count), ended))
                    return;
            }
        }
    }

    // A process may end without reading all its input.
    private static async Task<bool> TryWriteAsync(Stream target, ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        try
        {
            await target.WriteAsync(bytes, ended);
            await target.FlushAsync(ended);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
