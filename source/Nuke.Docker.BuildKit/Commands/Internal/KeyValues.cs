using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Empty maps. Maps are sorted, so that the same settings always produce the same command line.</summary>
internal static class KeyValues
{
    public static ImmutableSortedDictionary<string, string?> None { get; } =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> NoSecrets { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
