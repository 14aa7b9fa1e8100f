namespace Nuke.Docker.BuildKit.Progress.Live;

/// <summary>A display around the printed lines. Dispose it to leave the console as it was.</summary>
internal interface IProgressView : IDisposable
{
    /// <summary>Prints a line in the style of the build log, above what changes.</summary>
    void Print(ProgressLevel level, string line);

    /// <summary>Starts to show a build.</summary>
    void Show(ProgressPrinter printer);
}
