namespace Nuke.Docker.BuildKit.Commands;

/// <summary>How buildx writes its progress, always to standard error.</summary>
public enum ProgressMode
{
    /// <summary><see cref="Tty"/> on a terminal, else <see cref="Plain"/>.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>Line by line, with the output of each step.</summary>
    Plain,

    /// <summary>Nothing but the image id, on standard output.</summary>
    Quiet,

    /// <summary>One JSON event a line (<c>rawjson</c>), with plain lines between them.</summary>
    RawJson,

    /// <summary>A display that repaints itself.</summary>
    Tty,
}
