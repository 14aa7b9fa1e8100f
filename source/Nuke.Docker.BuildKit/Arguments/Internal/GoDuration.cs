using System.Text;

namespace Nuke.Docker.BuildKit.Arguments.Internal;

internal static class GoDuration
{
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";

        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        duration = duration.Duration();
        var hours = (long)duration.TotalHours;
        if (hours > 0)
            text.Append(hours).Append('h');
        if (duration.Minutes > 0)
            text.Append(duration.Minutes).Append('m');

        var seconds = (decimal)(duration.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        if (seconds > 0)
            text.Append(seconds.ToString("0.#######")).Append('s');

        return text.ToString();
    }
}
