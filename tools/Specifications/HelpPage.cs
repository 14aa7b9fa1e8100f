using System.Collections.Immutable;

namespace Specifications;

/// <summary>The content of a command's <c>--help</c>.</summary>
/// <param name="Command">The words of the usage line before its first argument: <c>docker buildx history inspect</c>.</param>
/// <param name="Usages">The usage lines, arguments and all; most commands have one.</param>
/// <param name="Aliases">Other ways to type the command: <c>docker images</c>.</param>
/// <param name="Flags">In the page's order, without <c>--help</c>.</param>
/// <param name="Subcommands">Names, of all groups.</param>
public sealed record HelpPage(
    string Command,
    ImmutableArray<string> Usages,
    ImmutableArray<string> Aliases,
    ImmutableArray<HelpFlag> Flags,
    ImmutableArray<string> Subcommands)
{
    /// <summary>
    /// The command line before <c>--help</c>; <c>null</c> is the same as <see cref="Command"/>. For an alias or a plugin, Docker prints that command's
    /// page; for an unknown subcommand, that of its group.
    /// </summary>
    public string? Asked { get; init; }

    /// <summary>The arguments without a flag, of the first usage line.</summary>
    public ImmutableArray<HelpPositional> Positionals => HelpPositionalReader.Read(Usages[0], Command);

    /// <summary>The command whose existence the page proves.</summary>
    internal string Proven => Asked is null || Asked.StartsWith(Command + ' ', StringComparison.Ordinal) ? Command : Asked;
}
