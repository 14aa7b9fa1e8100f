namespace Specifications;

/// <summary>A flag as <c>--help</c> lists it.</summary>
/// <param name="Name">As it is typed: <c>--cache-from</c>.</param>
/// <param name="Shorthand"><c>-f</c>, or <c>null</c>.</param>
/// <param name="Kind">The tool's word for its type: <c>bool</c>, <c>stringArray</c>, <c>bytes</c>.</param>
/// <param name="Default">Default as the page states it, without quotes; <c>null</c>: none.</param>
/// <param name="Text">The description, unwrapped.</param>
public sealed record HelpFlag(string Name, string? Shorthand, string Kind, string? Default, string Text);
