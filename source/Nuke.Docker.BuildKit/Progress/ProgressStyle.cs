namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// How <see cref="ProgressPrinter"/> shows a build. buildx itself runs with <c>--progress=rawjson</c> under each of them.
/// Its own <c>tty</c> display is not among them: it leaves no events to read, so there is nothing to print or report.
/// </summary>
public enum ProgressStyle
{
    /// <summary>A line for each step that ends, that fails, or that takes long.</summary>
    Auto,

    /// <summary>The same, with all output of the steps and BuildKit's own vertexes.</summary>
    Plain,

    /// <summary>Nothing but warnings and failures.</summary>
    Quiet,

    /// <summary>Every line as buildx wrote it.</summary>
    RawJson,
}
