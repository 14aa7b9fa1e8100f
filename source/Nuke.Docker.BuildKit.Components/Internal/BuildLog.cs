using Nuke.Docker.BuildKit.Progress;
using Serilog;
using Serilog.Events;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Progress in the build's own log.</summary>
internal static class BuildLog
{
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
}
