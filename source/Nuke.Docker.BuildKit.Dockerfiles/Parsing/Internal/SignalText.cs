using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Validates <c>STOPSIGNAL</c>.</summary>
internal static class SignalText
{
    private static readonly HashSet<string> s_names =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT",
        "STOP", "SYS",
        "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    ];

    public static bool IsValid(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number != 0;
        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        return s_names.Contains(name) || IsReal(name, "RTMIN+", 15) || IsReal(name, "RTMAX-", 14);
    }

    private static bool IsReal(string name, string prefix, int last) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && name[prefix.Length] != '0'
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= last;
}
