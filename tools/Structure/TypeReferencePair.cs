namespace Structure;

/// <summary>A type and another one that it uses, by full name.</summary>
/// <param name="User">The type that contains the reference.</param>
/// <param name="Used">The type that is referred to.</param>
public sealed record TypeReferencePair(string User, string Used);
