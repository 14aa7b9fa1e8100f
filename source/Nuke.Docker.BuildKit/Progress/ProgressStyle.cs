using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Styles of the printed progress. buildx itself always runs with <c>--progress=rawjson</c>, because its own displays produce no events to report.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgressStyle>))]
public enum ProgressStyle
{
    /// <summary><see cref="Tty"/> on a terminal; elsewhere, prints a line for each step that ends or fails, and repeatedly for steps that take long.</summary>
    Auto,

    /// <summary>Also prints the output of all steps, and the internal work of BuildKit.</summary>
    Plain,

    /// <summary>Prints only warnings and failures.</summary>
    Quiet,

    /// <summary>Prints each line as buildx wrote it.</summary>
    RawJson,

    /// <summary>Shows the running steps in the last lines of the terminal. Without a terminal, prints lines as <see cref="Auto"/> does.</summary>
    Tty,
}
