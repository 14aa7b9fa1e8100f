using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class Compressions
{
    // BuildKit silently ignores values that it does not support; only this check reports them.
    public static void Check(string setting, CacheCompression? compression, int? level)
    {
        if (level is null)
            return;

        var highest = compression is CacheCompression.Zstd ? 22 : 9;
        if (level < 0 || level > highest)
        {
            var algorithm = (compression ?? CacheCompression.Gzip).ToValue();
            throw new InvalidSettingException($"{setting}, compression-level", $"{level} is outside 0–{highest}, the levels of {algorithm}");
        }

        if (compression is CacheCompression.Uncompressed)
            throw new InvalidSettingException($"{setting}, compression-level", "has no effect with compression=uncompressed; remove one of them");
    }
}
