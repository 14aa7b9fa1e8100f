using System.Globalization;
using System.Net;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A published port of a container, <c>[address:][host:]container[/protocol]</c>: <c>--publish</c>. Strings convert implicitly.</summary>
/// <param name="Container">Port in the container; the first one of several.</param>
/// <param name="Host">Port of the host; <c>null</c> lets the engine choose.</param>
public sealed record PublishedPort(int Container, int? Host = null) : IArgumentValue
{
    private const string Flag = "--publish";
    private const int Last = 65_535;

    /// <summary>Number of consecutive ports, on both sides.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Number of host ports from which the engine chooses one; only for a single container port. 1 is a fixed port.</summary>
    public int Choice { get; init; } = 1;

    /// <summary>Address of the host to bind to; <c>null</c> is all.</summary>
    public IPAddress? Address { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>; <c>null</c> is <c>tcp</c>.</summary>
    public string? Protocol { get; init; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator PublishedPort(string text) => Parse(text);

    /// <summary>Parses the value of <c>--publish</c>: <c>8080:80</c>, <c>127.0.0.1:8080:80/tcp</c>, <c>8000-8009:9000-9009</c>, <c>80</c>.</summary>
    /// <exception cref="InvalidSettingException">The form or a port is invalid, or the ranges have different lengths.</exception>
    public static PublishedPort Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (rest, protocol) = text.LastIndexOf('/') is var slash and >= 0 ? (text[..slash], text[(slash + 1)..]) : (text, null);
        var (before, container) = CutLast(rest);
        var (address, host) = before is null ? (null, null) : CutLast(before);
        if (Range(container) is not { } inside || (host is { Length: > 0 } && Range(host) is null))
            throw Malformed(text);

        var outside = host is { Length: > 0 } ? Range(host) : null;
        var port = new PublishedPort(inside.First, outside?.First)
        {
            Count = inside.Count,
            Choice = inside.Count == 1 ? outside?.Count ?? 1 : 1,
            Address = address is null ? null : IPAddress.TryParse(address, out var ip) ? ip : throw new InvalidSettingException(
                Flag,
                $"'{address}' in '{text}' is not an IP address"),
            Protocol = protocol,
        };
        if (inside.Count > 1 && outside is { } many && many.Count != inside.Count)
            throw new InvalidSettingException(Flag, $"'{text}' has {many.Count} host ports for {inside.Count} container ports");
        port.Check();
        return port;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        Check();
        var address = Address is null ? "" : $"{(Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address)}:";
        var host = Host is { } first ? $"{Text(first, Math.Max(Count, Choice))}:" : Address is null ? "" : ":";
        return new($"{address}{host}{Text(Container, Count)}{(Protocol is null ? "" : $"/{Protocol}")}");
    }

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private static string Text(int first, int count) => count == 1 ? $"{first}" : $"{first}-{first + count - 1}";

    private static (string? Before, string After) CutLast(string text)
    {
        // An IPv6 address with its colons is in brackets.
        var colon = text.EndsWith(']') ? -1 : text.LastIndexOf(':');
        return colon < 0 ? (null, text) : (text[..colon], text[(colon + 1)..]);
    }

    private static (int First, int Count)? Range(string text)
    {
        var parts = text.Split('-', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last ? (first, last - first + 1) : null;
    }

    private static InvalidSettingException Malformed(string text) =>
        new(Flag, $"'{text}' is not of the form [address:][host:]container[/protocol], such as 127.0.0.1:8080:80");

    private void Check()
    {
        if (Count < 1 || Choice < 1 || (Count > 1 && Choice > 1) || Container < 1 || Container + Count - 1 > Last
            || Host < 0 || Host + Math.Max(Count, Choice) - 1 > Last)
            throw new InvalidSettingException(Flag, $"ports are numbers from 1 to {Last}, and only a single container port can have a choice of host ports");
        if (Protocol is not (null or "tcp" or "udp" or "sctp"))
            throw new InvalidSettingException(Flag, $"the protocol '{Protocol}' does not exist; use tcp, udp or sctp");
    }
}
