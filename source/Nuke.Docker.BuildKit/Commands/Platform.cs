using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A target platform, <c>os[(version)]/architecture[/variant]</c>. Strings convert implicitly.</summary>
public sealed record Platform : IArgumentValue
{
    /// <summary>Creates a platform.</summary>
    /// <exception cref="InvalidSettingException">The text is neither of the form <c>os/architecture[/variant]</c> nor <c>local</c>.</exception>
    public Platform(string name)
    {
        if (!IsValid(name))
            throw new InvalidSettingException(
                "--platform",
                $"'{name}' is not a platform; write os/architecture[/variant] such as linux/arm64, one platform per value");

        Name = name;
    }

    /// <summary><c>linux/amd64</c>.</summary>
    public static Platform LinuxAmd64 { get; } = new("linux/amd64");

    /// <summary><c>linux/arm64</c>.</summary>
    public static Platform LinuxArm64 { get; } = new("linux/arm64");

    /// <summary>Spelling on the command line: <c>linux/arm/v7</c>.</summary>
    public string Name { get; }

    /// <summary>Operating system: <c>linux</c>; <c>null</c> for <c>local</c>, the platform of this machine.</summary>
    public string? OperatingSystem => Name == "local" ? null : Before(Part(0)!, '(');

    /// <summary>Version of Windows in parentheses, <c>10.0.17763</c>; <c>null</c> if absent.</summary>
    public string? OperatingSystemVersion =>
        Part(0) is { } os && os.IndexOf('(', StringComparison.Ordinal) is var bracket and > 0 ? os[(bracket + 1)..^1] : null;

    /// <summary>Architecture: <c>amd64</c>; <c>null</c> for <c>local</c>.</summary>
    public string? Architecture => Part(1);

    /// <summary>Variant: <c>v7</c>; <c>null</c> if absent.</summary>
    public string? Variant => Part(2);

    /// <inheritdoc cref="Platform(string)"/>
    public static implicit operator Platform(string name) => new(name);

    /// <summary>
    /// The normalized name, as in containerd: <c>linux/amd64</c> for <c>Linux/x86_64</c>, <c>linux/arm64</c> for <c>linux/aarch64</c> and
    /// <c>linux/arm64/v8</c>, <c>linux/arm/v7</c> for <c>linux/arm</c>.
    /// </summary>
    [Pure]
    public Platform Normalize()
    {
        if (OperatingSystem is not { } os)
            return this;

        os = os.ToLowerInvariant() switch
        {
            "macos" => "darwin",
            var other => other,
        };
        var (architecture, variant) = Architectures.Normalize(Architecture!, Variant);
        var version = OperatingSystemVersion is { } number ? $"({number})" : "";
        return new Platform($"{os}{version}/{architecture}{(variant.Length == 0 ? "" : $"/{variant}")}");
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>Spelling on the command line.</summary>
    public override string ToString() => Name;

    private static bool IsValid(string? name) =>
        name is "local" ||
        (name?.Split('/') is { Length: 2 or 3 } parts && IsOperatingSystem(parts[0]) && parts.Skip(1).All(part => IsPlain(part, ".")));

    private static bool IsOperatingSystem(string text)
    {
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        return bracket < 0 ? IsPlain(text, "") : text.EndsWith(')') && IsPlain(text[..bracket], "") && IsPlain(text[(bracket + 1)..^1], ".+%");
    }

    private static bool IsPlain(string text, string others) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'
            || others.Contains(character, StringComparison.Ordinal));

    private static string Before(string text, char end) => text.IndexOf(end, StringComparison.Ordinal) is var index and >= 0 ? text[..index] : text;

    private string? Part(int index) => Name == "local" ? null : Name.Split('/').ElementAtOrDefault(index);
}
