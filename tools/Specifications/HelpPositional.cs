namespace Specifications;

/// <summary>An argument without a flag, as a usage line has it.</summary>
/// <param name="Name">The property for it: <c>Service</c>.</param>
/// <param name="Usage">Its part of the usage line: <c>[SERVICE...]</c>.</param>
/// <param name="Optional">Whether it may be left out.</param>
/// <param name="Repeat">Whether there may be several.</param>
/// <param name="Rest">Whether it takes all that follows, flags included: the command line of <c>docker run</c>.</param>
public sealed record HelpPositional(string Name, string Usage, bool Optional, bool Repeat, bool Rest);
