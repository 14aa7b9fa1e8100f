namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The texts that a parameter was given, from the source that the host uses.</summary>
/// <param name="Name">The name by which the parameter was given.</param>
/// <param name="Texts">The values as texts.</param>
/// <param name="Origin">The source, in words for a message; empty for the command line.</param>
/// <param name="IsList">True if the source can hold several values and does.</param>
internal sealed record GivenValue(string Name, IReadOnlyList<string> Texts, string Origin, bool IsList = true)
{
    public string Flag => ComponentParameter.FlagOf(Name);
}
