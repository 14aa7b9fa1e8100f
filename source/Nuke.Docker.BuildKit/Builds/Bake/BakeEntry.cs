using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A cache, an output, a secret, an SSH agent or an attestation of a target: in the string form that flags take, or with its attributes as an object (buildx 0.20 or newer).</summary>
/// <param name="Value">A <see cref="BakeText"/> or a <see cref="BakeMap"/>.</param>
public sealed record BakeEntry(BakeValue Value)
{
    /// <summary>The string form: <c>type=local,src=cache</c>.</summary>
    public static implicit operator BakeEntry(string literal) => new(BakeText.Of(literal));

    /// <summary>The entry of a setting.</summary>
    /// <exception cref="InvalidSettingException">It holds a secret, which must not stand in a file.</exception>
    public static BakeEntry Of(IArgumentValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var argument = value.ToArgument();
        return argument.Display is null
            ? argument.Value
            : throw new InvalidSettingException(argument.Display, "a bake file would hold the secret in it; give it through the environment, or build the image by itself");
    }

    /// <summary>An attribute of the object form as a text; null in the string form, and where it has no such attribute.</summary>
    public BakeText? Attribute(string name) => (Value as BakeMap)?.Members.GetValueOrDefault(name) as BakeText;
}
