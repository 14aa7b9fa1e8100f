using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Writes reports of targets that only read. In a read-only checkout, the target prints its result and writes none.</summary>
internal static class ReportOutput
{
    /// <summary>Writes a report. A failure is a warning.</summary>
    /// <returns>True if it was written.</returns>
    public static bool Write(string path, Action<string> write)
    {
        try
        {
            write(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Warning("{Path:l} is not written: {Reason:l}", path, exception.Message);
            return false;
        }
    }
}
