namespace Specifications;

/// <summary>An argument without a flag, as a usage line has it.</summary>
/// <param name="Name">The property for it: <c>Service</c>.</param>
/// <param name="Usage">Its part of the usage line: <c>[SERVICE...]</c>.</param>
/// <param name="Optional">True if it may be omitted.</param>
/// <param name="Repeat">True if it may be repeated.</param>
/// <param name="Rest">True if it takes everything that follows, flags included: the command line of <c>docker run</c>.</param>
public sealed record HelpPositional(string Name, string Usage, bool Optional, bool Repeat, bool Rest);
