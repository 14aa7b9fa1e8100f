using System.Net;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A host name that <c>RUN</c> can resolve, <c>name:address</c>: <c>--add-host</c>. Strings convert implicitly.</summary>
public sealed record ExtraHost : IArgumentValue
{
    private const string Flag = "--add-host";

    /// <summary>Placeholder for the address of the builder's host.</summary>
    public const string HostGateway = "host-gateway";

    /// <summary>Creates a host from a name and its address.</summary>
    /// <param name="name">A host name.</param>
    /// <param name="address">IPv4, IPv6, or <see cref="HostGateway"/>.</param>
    /// <exception cref="InvalidSettingException">The address is invalid, or the name contains a separator.</exception>
    public ExtraHost(string name, string address)
    {
        Name = Required.Text(name, $"{Flag} name");
        if (name.AsSpan().ContainsAny(':', '=', ','))
            throw new InvalidSettingException($"{Flag} {name}", "a host name cannot contain a colon, comma or equals sign");

        // An address may have the brackets of a URL.
        Address = address is ['[', .., ']'] ? address[1..^1] : address ?? "";
        if (Address != HostGateway && !IPAddress.TryParse(Address, out _))
            throw new InvalidSettingException($"{Flag} {name}", $"'{address}' is neither an IP address nor {HostGateway}");
    }

    /// <summary>A host name.</summary>
    public string Name { get; }

    /// <summary>Address, without brackets.</summary>
    public string Address { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator ExtraHost(string text) => Parse(text);

    /// <summary>Parses the value of <c>--add-host</c>; an equals sign or the first colon separates name and address.</summary>
    /// <exception cref="InvalidSettingException">The form or the address is invalid.</exception>
    public static ExtraHost Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var index = text.AsSpan().IndexOfAny('=', ':');
        return index > 0
            ? new(text[..index], text[(index + 1)..])
            : throw new InvalidSettingException(Flag, $"'{text}' is not of the form name:address, such as db:10.0.0.2");
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new($"{Name}:{Address}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
