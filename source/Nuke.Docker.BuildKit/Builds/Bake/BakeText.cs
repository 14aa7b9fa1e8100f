using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A text in a bake file, which is a template: <c>${TAG}</c> is a variable, <c>$${TAG}</c> is a literal text.</summary>
/// <param name="Template">The template. A string converts implicitly to a literal text (see <see cref="Of"/>).</param>
public sealed record BakeText(string Template) : BakeValue
{
    /// <summary>The literal text. <c>null</c>: the text contains an expression.</summary>
    public string? Literal => BakeTemplate.Unescape(Template);

    /// <inheritdoc cref="Of"/>
    public static implicit operator BakeText(string literal) => Of(literal);

    /// <summary>Creates a literal text, in which <c>${</c> and <c>%{</c> are escaped.</summary>
    public static BakeText Of(string literal) => new(BakeTemplate.Escape(literal));

    /// <summary>Creates an expression in HCL, such as the name of a variable or a function call.</summary>
    public static BakeText Expression(string expression) => new($"${{{expression}}}");

    /// <summary>Returns the literal text, or the template if it contains an expression.</summary>
    public override string ToString() => Literal ?? Template;
}
