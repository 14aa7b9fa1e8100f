using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The network of <c>RUN</c>: <c>--network</c>; a plain string converts to it.</summary>
public sealed record BuildNetwork : IArgumentValue
{
    private BuildNetwork(string name) => Name = name;

    /// <summary>The builder's own.</summary>
    public static BuildNetwork Default { get; } = new("default");

    /// <summary>Only loopback.</summary>
    public static BuildNetwork None { get; } = new("none");

    /// <summary>That of the builder's host; buildx grants <see cref="Entitlement.NetworkHost"/> by itself.</summary>
    public static BuildNetwork Host { get; } = new("host");

    /// <summary>As it is typed.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildNetwork(string text) => Parse(text);

    /// <summary>Reads what stands after <c>--network</c>.</summary>
    /// <exception cref="InvalidSettingException">A network of docker's: BuildKit knows none of those.</exception>
    public static BuildNetwork Parse(string text) => text is "default" or "none" or "host"
        ? new(text)
        : throw new InvalidSettingException("--network", $"BuildKit has no network '{text}'; use default, none or host. Give the builder its network with --driver-opt network=NAME when it is created");

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>As it is typed.</summary>
    public override string ToString() => Name;
}
