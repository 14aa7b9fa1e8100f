using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An access that is granted to a bake without a prompt: <c>bake --allow</c>. An <see cref="Entitlement"/> and strings convert implicitly.</summary>
public sealed record BakeAccess : IArgumentValue
{
    private const string Flag = "--allow";

    // Accesses with a path or a name, and accesses without.
    private static readonly string[] s_named = ["fs", "fs.read", "fs.write", "device", "image", "image.load", "image.push"];
    private static readonly string[] s_alone = ["network.host", "security.insecure", "ssh", "device", "buildx.local.delete"];

    private BakeAccess(string name) => Name = name;

    /// <summary>SSH agents and keys of this machine.</summary>
    public static BakeAccess Ssh { get; } = new("ssh");

    /// <summary>Spelling on the command line: <c>fs.read=/src</c>.</summary>
    public string Name { get; }

    /// <summary>Converts an entitlement of a build.</summary>
    public static implicit operator BakeAccess(Entitlement entitlement) => new(entitlement.Name);

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BakeAccess(string text) => Parse(text);

    /// <summary>Reading below a folder outside the working directory; <c>*</c> is anywhere.</summary>
    public static BakeAccess Read(string path) => new($"fs.read={Required.Text(path, $"{Flag} fs.read")}");

    /// <summary>Writing below a folder outside the working directory; <c>*</c> is anywhere.</summary>
    public static BakeAccess Write(string path) => new($"fs.write={Required.Text(path, $"{Flag} fs.write")}");

    /// <summary>Parses the value of <c>--allow</c>.</summary>
    /// <exception cref="InvalidSettingException">buildx has no such access.</exception>
    public static BakeAccess Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? s_alone.Contains(text, StringComparer.Ordinal) ? new(text) : throw Unknown(text)
            : equals < text.Length - 1 && s_named.Contains(text[..equals], StringComparer.Ordinal) ? new(text) : throw Unknown(text);
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Name);

    /// <summary>Spelling on the command line.</summary>
    public override string ToString() => Name;

    private static InvalidSettingException Unknown(string text) =>
        new(Flag, $"'{text}' cannot be allowed. {NearestNames.Sentence(text, [.. s_alone, .. s_named.Select(name => $"{name}=…")])}");
}
