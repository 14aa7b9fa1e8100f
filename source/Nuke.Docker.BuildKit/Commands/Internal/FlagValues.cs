namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Enumerations as the command line spells them.</summary>
internal static class FlagValues
{
    public static string Of<T>(T value)
        where T : struct, Enum => value switch
        {
            ProgressMode mode => mode.ToValue(),
            CacheMode mode => mode.ToValue(),
            CacheCompression compression => compression.ToValue(),
            S3RetryMode mode => mode.ToValue(),
            LocalOutputMode mode => mode.ToValue(),
            ProvenanceMode mode => mode.ToValue(),
            ProvenanceVersion version => version.ToValue(),
            CallMethod method => method.ToValue(),
            CallFormat format => format.ToValue(),
            PullPolicy policy => policy.ToValue(),
            ComposeProgress progress => progress.ToValue(),
            ComposeImages images => images.ToValue(),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "has no spelling on the command line"),
        };

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

    public static string ToValue(this S3RetryMode mode) => mode switch
    {
        S3RetryMode.Standard => "standard",
        S3RetryMode.Adaptive => "adaptive",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a retry mode"),
    };

    public static string ToValue(this LocalOutputMode mode) => mode switch
    {
        LocalOutputMode.Copy => "copy",
        LocalOutputMode.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a mode of local outputs"),
    };

    public static string ToValue(this ProvenanceMode mode) => mode switch
    {
        ProvenanceMode.Min => "min",
        ProvenanceMode.Max => "max",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a provenance mode"),
    };

    public static string ToValue(this ProvenanceVersion version) => version switch
    {
        ProvenanceVersion.V02 => "v0.2",
        ProvenanceVersion.V1 => "v1",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not a version of SLSA provenance"),
    };

    public static string ToValue(this CallMethod method) => method switch
    {
        CallMethod.Build => "build",
        CallMethod.Check => "check",
        CallMethod.Outline => "outline",
        CallMethod.Targets => "targets",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not a method of --call"),
    };

    public static string ToValue(this CallFormat format) => format switch
    {
        CallFormat.Text => "text",
        CallFormat.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a format of --call"),
    };

    public static string ToValue(this PullPolicy policy) => policy switch
    {
        PullPolicy.Always => "always",
        PullPolicy.Missing => "missing",
        PullPolicy.Never => "never",
        PullPolicy.Build => "build",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "not a pull policy"),
    };

    public static string ToValue(this ComposeProgress progress) => progress switch
    {
        ComposeProgress.Auto => "auto",
        ComposeProgress.Tty => "tty",
        ComposeProgress.Plain => "plain",
        ComposeProgress.Json => "json",
        ComposeProgress.Quiet => "quiet",
        _ => throw new ArgumentOutOfRangeException(nameof(progress), progress, "not a progress mode of compose"),
    };

    public static string ToValue(this ComposeImages images) => images switch
    {
        ComposeImages.All => "all",
        ComposeImages.Local => "local",
        _ => throw new ArgumentOutOfRangeException(nameof(images), images, "neither all nor local"),
    };
}
