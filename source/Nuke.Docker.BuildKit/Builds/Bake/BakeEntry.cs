using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>
/// A cache, an output, a secret, an SSH agent or an attestation of a target, as a string in the form of the flags or as an object of attributes
/// (buildx 0.20 or later).
/// </summary>
/// <param name="Value">A <see cref="BakeText"/> or a <see cref="BakeMap"/>.</param>
public sealed record BakeEntry(BakeValue Value)
{
    /// <summary>Creates an entry from its string form: <c>type=local,src=cache</c>.</summary>
    public static implicit operator BakeEntry(string literal) => new(BakeText.Of(literal));

    /// <summary>Creates the entry of a setting.</summary>
    /// <exception cref="InvalidSettingException">The setting contains a secret, which must not be written to a file.</exception>
    public static BakeEntry Of(IArgumentValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var argument = value.ToArgument();
        return argument.Display is null
            ? argument.Value
            : throw new InvalidSettingException(
                argument.Display,
                "a bake file would contain the secret; pass it through the environment, or build the image separately");
    }

    /// <summary>Returns an attribute of the object form. <c>null</c>: the attribute does not exist, or the entry is a string.</summary>
    public BakeText? Attribute(string name) => (Value as BakeMap)?.Members.GetValueOrDefault(name) as BakeText;
}
