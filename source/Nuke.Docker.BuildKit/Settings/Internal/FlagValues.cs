namespace Nuke.Docker.BuildKit.Settings.Internal;

/// <summary>Enumerations as the command line spells them.</summary>
internal static class FlagValues
{
    public static string ToValue(this ProgressMode mode) => mode switch
    {
        ProgressMode.Auto => "auto",
        ProgressMode.None => "none",
        ProgressMode.Plain => "plain",
        ProgressMode.Quiet => "quiet",
        ProgressMode.RawJson => "rawjson",
        ProgressMode.Tty => "tty",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a progress mode"),
    };

    public static string ToValue(this CacheMode mode) => mode switch
    {
        CacheMode.Min => "min",
        CacheMode.Max => "max",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a cache mode"),
    };

    public static string ToValue(this CacheCompression compression) => compression switch
    {
        CacheCompression.Uncompressed => "uncompressed",
        CacheCompression.Gzip => "gzip",
        CacheCompression.Estargz => "estargz",
        CacheCompression.Zstd => "zstd",
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "not a compression"),
    };
}
