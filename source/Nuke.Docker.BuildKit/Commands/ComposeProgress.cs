namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Form of compose's progress: <c>docker compose --progress</c>.</summary>
public enum ComposeProgress
{
    /// <summary>A terminal gets <see cref="Tty"/>, anything else <see cref="Plain"/>.</summary>
    Auto,

    /// <summary>Redrawn in place.</summary>
    Tty,

    /// <summary>Line by line.</summary>
    Plain,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>None.</summary>
    Quiet,
}
