namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The texts that a parameter was given, from the source that the host takes.</summary>
/// <param name="Texts">The values as texts.</param>
/// <param name="Origin">Where they were given, in words for a message; empty for the command line.</param>
/// <param name="IsList">Whether the source is able to hold several values and does.</param>
internal sealed record GivenValue(IReadOnlyList<string> Texts, string Origin, bool IsList = true);
