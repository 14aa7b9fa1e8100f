using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The network of <c>RUN</c>: <c>--network</c>. Strings convert implicitly.</summary>
public sealed record BuildNetwork : IArgumentValue
{
    private BuildNetwork(string name) => Name = name;

    /// <summary>The default network of the builder.</summary>
    public static BuildNetwork Default { get; } = new("default");

    /// <summary>No network but loopback.</summary>
    public static BuildNetwork None { get; } = new("none");

    /// <summary>The network of the builder's host; buildx grants <see cref="Entitlement.NetworkHost"/> itself.</summary>
    public static BuildNetwork Host { get; } = new("host");

    /// <summary>Spelling on the command line.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildNetwork(string text) => Parse(text);

    /// <summary>Parses the value of <c>--network</c>.</summary>
    /// <exception cref="InvalidSettingException">The name is a docker network, which BuildKit does not support.</exception>
    public static BuildNetwork Parse(string text) => text is "default" or "none" or "host"
        ? new(text)
        : throw new InvalidSettingException(
            "--network",
            $"BuildKit has no network '{text}'; use default, none or host. Give the builder its network with --driver-opt network=NAME when it " +
                "is created");

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>Spelling on the command line.</summary>
    public override string ToString() => Name;
}
