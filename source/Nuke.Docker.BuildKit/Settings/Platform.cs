using Nuke.Docker.BuildKit.Arguments;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>A target platform, <c>os/architecture[/variant]</c>; a plain string converts to it.</summary>
public sealed record Platform : IArgumentValue
{
    /// <summary>One platform.</summary>
    /// <exception cref="InvalidSettingException">Not of the form <c>os/architecture[/variant]</c>, nor <c>local</c>.</exception>
    public Platform(string name)
    {
        if (!IsValid(name))
            throw new InvalidSettingException("--platform", $"'{name}' is not a platform; write os/architecture[/variant] such as linux/arm64, one platform per value");

        Name = name;
    }

    /// <summary><c>linux/amd64</c>.</summary>
    public static Platform LinuxAmd64 { get; } = new("linux/amd64");

    /// <summary><c>linux/arm64</c>.</summary>
    public static Platform LinuxArm64 { get; } = new("linux/arm64");

    /// <summary>As it is typed: <c>linux/arm/v7</c>.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Platform(string)"/>
    public static implicit operator Platform(string name) => new(name);

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>As it is typed.</summary>
    public override string ToString() => Name;

    private static bool IsValid(string? name) =>
        name is "local" ||
        (name?.Split('/') is { Length: 2 or 3 } parts && parts.All(part => part.Length > 0 && part.All(IsPlain)));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '(' or ')';
}
