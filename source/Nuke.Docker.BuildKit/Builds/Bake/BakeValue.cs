namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>
/// A value in a bake file: <see cref="BakeText"/>, <see cref="BakeLiteral"/>, <see cref="BakeList"/> or <see cref="BakeMap"/>.
/// </summary>
public abstract record BakeValue
{
    private protected BakeValue()
    {
    }

    /// <summary>Creates a literal text.</summary>
    public static implicit operator BakeValue(string literal) => BakeText.Of(literal);

    /// <summary>Creates a Boolean value.</summary>
    public static implicit operator BakeValue(bool value) => BakeLiteral.Of(value);

    /// <summary>Creates a number.</summary>
    public static implicit operator BakeValue(long value) => new BakeLiteral(value.ToString());
}
