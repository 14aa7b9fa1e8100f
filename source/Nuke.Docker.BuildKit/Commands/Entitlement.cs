using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A privileged operation that must be granted to a build: <c>--allow</c>. Strings convert implicitly.</summary>
public sealed record Entitlement : IArgumentValue
{
    private Entitlement(string name) => Name = name;

    /// <summary><c>RUN --network=host</c> and <c>--network host</c>.</summary>
    public static Entitlement NetworkHost { get; } = new("network.host");

    /// <summary><c>RUN --security=insecure</c>: a privileged container.</summary>
    public static Entitlement SecurityInsecure { get; } = new("security.insecure");

    /// <summary>All devices of the builder. Needs BuildKit 0.21.0.</summary>
    public static Entitlement AllDevices { get; } = new("device");

    /// <summary>Outputs that delete files (<see cref="LocalOutputMode.Delete"/>). Needs buildx 0.35.0.</summary>
    public static Entitlement LocalDelete { get; } = new("buildx.local.delete");

    /// <summary>Spelling on the command line: <c>network.host</c>, <c>device=vendor.com/gpu</c>.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator Entitlement(string text) => Parse(text);

    /// <summary>Creates the entitlement for a CDI device.</summary>
    public static Entitlement Device(string name) => new($"device={Required.Text(name, "--allow device")}");

    /// <summary>Parses the value of <c>--allow</c>.</summary>
    /// <exception cref="InvalidSettingException">BuildKit has no such entitlement.</exception>
    public static Entitlement Parse(string text) => text is "network.host" or "security.insecure" or "device" or "buildx.local.delete"
        || text?.StartsWith("device=", StringComparison.Ordinal) is true
        ? new(text)
        : throw new InvalidSettingException(
            "--allow",
            $"'{text}' is not an entitlement; use network.host, security.insecure, device, device=NAME or buildx.local.delete");

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>Spelling on the command line.</summary>
    public override string ToString() => Name;
}
