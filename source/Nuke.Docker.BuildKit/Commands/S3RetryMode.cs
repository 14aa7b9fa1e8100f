namespace Nuke.Docker.BuildKit.Commands;

/// <summary>How requests to an S3 cache are tried again.</summary>
public enum S3RetryMode
{
    /// <summary>With growing pauses: the default.</summary>
    Standard,

    /// <summary>With growing pauses, and slower overall where the service throttles.</summary>
    Adaptive,
}
