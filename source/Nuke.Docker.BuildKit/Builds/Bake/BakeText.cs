using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A text in a bake file. Bake reads each as a template: <c>${TAG}</c> is a variable there, <c>$${TAG}</c> the text.</summary>
/// <param name="Template">The text as bake reads it. A plain string converts by <see cref="Of"/>, which leaves nothing to bake's imagination.</param>
public sealed record BakeText(string Template) : BakeValue
{
    /// <summary>What bake makes of it; null where that depends on variables.</summary>
    public string? Literal => BakeTemplate.Unescape(Template);

    /// <inheritdoc cref="Of"/>
    public static implicit operator BakeText(string literal) => Of(literal);

    /// <summary>The text, as it stands: <c>${</c> and <c>%{</c> mean nothing in it.</summary>
    public static BakeText Of(string literal) => new(BakeTemplate.Escape(literal));

    /// <summary>An expression in HCL, such as a variable's name or a function's call.</summary>
    public static BakeText Expression(string expression) => new($"${{{expression}}}");

    /// <summary>What bake makes of it, or the template where that depends on variables.</summary>
    public override string ToString() => Literal ?? Template;
}
