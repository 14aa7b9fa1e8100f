namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A value in a bake file. A closed set: <see cref="BakeText"/>, <see cref="BakeLiteral"/>, <see cref="BakeList"/> and <see cref="BakeMap"/>.</summary>
public abstract record BakeValue
{
    private protected BakeValue()
    {
    }

    /// <summary>The text, as it stands.</summary>
    public static implicit operator BakeValue(string literal) => BakeText.Of(literal);

    /// <summary>A truth value.</summary>
    public static implicit operator BakeValue(bool value) => BakeLiteral.Of(value);

    /// <summary>A number.</summary>
    public static implicit operator BakeValue(long value) => new BakeLiteral(value.ToString());
}
