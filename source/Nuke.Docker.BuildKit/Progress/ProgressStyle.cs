namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Styles of the printed progress. buildx itself always runs with <c>--progress=rawjson</c>. Its <c>tty</c> display is not supported, because it
/// produces no events to print and report.
/// </summary>
public enum ProgressStyle
{
    /// <summary>Prints a line for each step that ends or fails, and repeatedly for steps that take long.</summary>
    Auto,

    /// <summary>Also prints the output of all steps, and the internal work of BuildKit.</summary>
    Plain,

    /// <summary>Prints only warnings and failures.</summary>
    Quiet,

    /// <summary>Prints each line as buildx wrote it.</summary>
    RawJson,
}
