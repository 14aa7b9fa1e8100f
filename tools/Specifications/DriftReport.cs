using System.Collections.Immutable;

namespace Specifications;

/// <summary>A specification held against an installed tool.</summary>
/// <param name="Tool"><c>buildx</c>.</param>
/// <param name="Version">The installed one.</param>
/// <param name="Commands">How many commands the tool has, and how many of them are specified.</param>
/// <param name="Flags">How many flags those have, and how many of them are specified.</param>
/// <param name="Gaps">Empty where both agree.</param>
public sealed record DriftReport(string Tool, Version Version, Coverage Commands, Coverage Flags, ImmutableArray<Gap> Gaps)
{
    /// <summary><c>buildx 33/33 commands 259/259 flags</c>.</summary>
    public override string ToString() => $"{Tool} {Commands} commands {Flags} flags";
}
