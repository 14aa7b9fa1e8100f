using System.Collections.Immutable;

namespace Specifications;

/// <summary>Reads the <c>--help</c> of docker and its plugins.</summary>
public static class HelpReader
{
    /// <summary>Reads a whole page.</summary>
    /// <exception cref="FormatException">There is no usage line: this isn't the help of a command.</exception>
    public static HelpPage Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var usages = Usages(lines);
        var flags = ImmutableArray.CreateBuilder<HelpFlag>();
        var subcommands = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string> aliases = [];
        for (var i = 0; i < lines.Length; i++)
        {
            switch (lines[i])
            {
                case "Aliases:":
                    aliases = [.. Block(lines, i).SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
                    break;
                case "Options:" or "Global Options:":
                    flags.AddRange(HelpFlagReader.Read([.. Block(lines, i)]));
                    break;
                case { Length: > 0 } heading when heading.EndsWith("Commands:", StringComparison.Ordinal):
                    subcommands.AddRange(Block(lines, i)
                    .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ')
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0].TrimEnd('*')));
                    break;
            }
        }

        return new HelpPage(Words(usages[0]), usages, aliases, flags.ToImmutable(), subcommands.ToImmutable());
    }

    // Some commands can be typed in several ways; the further lines are indented by a tabulator.
    private static ImmutableArray<string> Usages(string[] lines)
    {
        var first = Array.FindIndex(lines, line => line.StartsWith("Usage:", StringComparison.Ordinal));
        if (first < 0)
            throw new FormatException($"No line begins with 'Usage:' in what should be a command's help: '{lines[0]}'");

        return [lines[first]["Usage:".Length..].Trim(), .. lines.Skip(first + 1).TakeWhile(line => line.StartsWith('\t')).Select(line => line.Trim())];
    }

    // Arguments are in capitals, in brackets, or a dash.
    private static string Words(string usage) => string.Join(' ', usage.Split(' ').TakeWhile(word => word.Length > 0 && char.IsAsciiLetterLower(word[0])));

    private static IEnumerable<string> Block(string[] lines, int heading) => lines.Skip(heading + 1).TakeWhile(line => line.StartsWith(' '));
}
