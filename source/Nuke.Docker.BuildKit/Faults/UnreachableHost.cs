using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>Shortens the reason that a host can't be reached, which BuildKit repeats several times.</summary>
internal static partial class UnreachableHost
{
    /// <summary>Returns the host and the cause alone; any other reason in full.</summary>
    public static string Shorten(string reason) => Pattern().Match(reason) is { Success: true } match
        ? $"{match.Groups["host"].Value} can't be reached ({match.Groups["cause"].Value})."
        : reason;

    [GeneratedRegex(
        """(?s)\b(?:Head|Get|Post) "?https?://(?<host>[^/"]+).*\b"""
            + "(?<cause>no such host|i/o timeout|connection refused|network is unreachable|TLS handshake timeout)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
