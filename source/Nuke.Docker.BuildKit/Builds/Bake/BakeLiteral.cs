namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
/// <param name="Json">The value in JSON, which is the same in HCL.</param>
public sealed record BakeLiteral(string Json) : BakeValue
{
    /// <summary><c>null</c>, which bake treats as absent.</summary>
    public static BakeLiteral Null { get; } = new("null");

    /// <summary>Creates a Boolean value.</summary>
    public static BakeLiteral Of(bool value) => new(value ? "true" : "false");
}
