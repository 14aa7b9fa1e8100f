using System.Runtime.CompilerServices;

namespace Nuke.Docker.BuildKit.Progress.Live;

/// <summary>Decides whether progress is shown live. Spectre.Console is loaded only if it is.</summary>
internal static class LiveViews
{
    /// <summary>Returns a view; <c>null</c> if lines are printed instead.</summary>
    /// <param name="style">The style. <c>auto</c> is live on a terminal; <c>tty</c> too, and prints lines elsewhere.</param>
    /// <param name="output">The console; <c>null</c> if the caller has none.</param>
    /// <param name="print">Prints a line of the build log.</param>
    /// <param name="lastSeconds">Returns how long a step took when it last ran; <c>null</c> if that is unknown.</param>
    public static IProgressView? Create(ProgressStyle style, TextWriter? output, Action<ProgressLevel, string> print, Func<VertexName, double?> lastSeconds) =>
        output is not null
        && (style is ProgressStyle.Auto or ProgressStyle.Tty)
        && IsTerminal(Environment.GetEnvironmentVariable, Console.IsOutputRedirected)
            ? CreateView(output, print, lastSeconds)
            : null;

    /// <summary>Returns <c>true</c> if the console can move its cursor, and a person watches it.</summary>
    public static bool IsTerminal(Func<string, string?> environment, bool isRedirected) =>
        !isRedirected
        && environment("TERM") is not "dumb"
        && (OperatingSystem.IsWindows() || environment("TERM") is { Length: > 0 })
        && environment("CI") is null or "" or "false"
        && environment("TF_BUILD") is null or ""
        && environment("TEAMCITY_VERSION") is null or "";

    // A method of its own: compiling it loads Spectre.Console.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LiveView CreateView(TextWriter output, Action<ProgressLevel, string> print, Func<VertexName, double?> lastSeconds) =>
        new(output, print, lastSeconds, ConsoleSize, TimeProvider.System);

    private static (int Width, int Height) ConsoleSize()
    {
        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or PlatformNotSupportedException)
        {
            return (80, 24);
        }
    }
}
