using System.Globalization;
using System.Net;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Validates <c>EXPOSE</c>: <c>8000</c>, <c>8000/udp</c>, <c>9000-9010</c>, and for compatibility a host port or address before it.</summary>
internal static class PortText
{
    public static bool IsValid(string text)
    {
        var parts = text.Split(':');
        var slash = parts[^1].IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? parts[^1] : parts[^1][..slash];
        if (slash >= 0 && parts[^1][(slash + 1)..].ToLowerInvariant() is not ("" or "tcp" or "udp" or "sctp"))
            return false;
        if (Range(container) is not { } inner)
            return false;
        var address = string.Join(':', parts.SkipLast(2));
        if (address.Length > 0 && address != "[]" && !IsAddress(IsBracketed(address) ? address[1..^1] : address))
            return false;
        if (parts.Length < 2 || parts[^2].Length == 0)
            return true;
        return Range(parts[^2]) is { } host && (host == inner || inner == 0);
    }

    private static bool IsBracketed(string address) => address[0] == '[' && address.IndexOf(']', StringComparison.Ordinal) == address.Length - 1;

    // .NET also accepts 1.2.3 as an address, as the C library does.
    private static bool IsAddress(string text) =>
        !text.StartsWith('[') && IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);

    /// <returns>The size of the range minus one; <c>null</c> if it is invalid.</returns>
    private static int? Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (Port(dash < 0 ? text : text[..dash]) is not { } first || Port(dash < 0 ? text : text[(dash + 1)..]) is not { } last)
            return null;
        return last >= first ? last - first : null;
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535 ? port : null;
}
