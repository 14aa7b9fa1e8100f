using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Serilog;
using Serilog.Events;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Progress in the build's own log.</summary>
internal static class BuildLog
{
    /// <summary>The console below the log. The stream itself: <see cref="System.Console.Out"/> would first read the description of the terminal.</summary>
    public static TextWriter Console => JsonOutput.OtherOutput ?? s_console;

    private static readonly TextWriter s_console =
        new StreamWriter(System.Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1024) { AutoFlush = true };

    public static void Print(ProgressLevel level, string line) => Log.Write(
        level switch
        {
            ProgressLevel.Error => LogEventLevel.Error,
            ProgressLevel.Warning => LogEventLevel.Warning,
            ProgressLevel.Information => LogEventLevel.Information,
            _ => LogEventLevel.Debug,
        },
        "{Line:l}",
        line);

    /// <summary>Prints a line of a program as a detail, unless it is empty.</summary>
    public static void PrintDetail(OutputLine line)
    {
        if (line.Text.Trim() is { Length: > 0 } text)
            Print(ProgressLevel.Detail, text);
    }
}
