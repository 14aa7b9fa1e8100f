using System.Collections.Immutable;

namespace Specifications;

/// <summary>Reads the arguments without a flag, which only a command's usage line lists.</summary>
internal static class HelpPositionalReader
{
    private const string Group = "COMMAND";

    // Where it isn't one of several, there is nothing to choose.
    private const string StandardInput = "-";

    /// <param name="usage">A whole usage line: <c>docker compose run [OPTIONS] SERVICE [COMMAND] [ARGS...]</c>.</param>
    /// <param name="command">The words before the first argument.</param>
    public static ImmutableArray<HelpPositional> Read(string usage, string command)
    {
        var flat = usage[command.Length..].Replace("[REF [DIGEST]]", "[REF] [DIGEST]", StringComparison.Ordinal);
        var words = Words(flat).Where(word => word is not ("[OPTIONS]" or "[OPTION]" or StandardInput)).ToList();
        if (words is [Group])
            return [];

        var positionals = ImmutableArray.CreateBuilder<HelpPositional>();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, next) = (words[i], i + 1 < words.Count ? words[i + 1] : "");
            if (Bare(word) == Group && Bare(next) is "ARG" or "ARGS")
                positionals.Add(new("CommandLine", $"{word} {words[++i]}", IsOptional(word), Repeat: true, Rest: true));
            else if (next == $"[{word}...]")
                positionals.Add(new(NameOf(word), $"{word} {words[++i]}", Optional: false, Repeat: true, Rest: false));
            else
                positionals.Add(new(NameOf(word), word, IsOptional(word), word.Contains("...", StringComparison.Ordinal), Rest: false));
        }

        return positionals.ToImmutable();
    }

    // Alternatives may have blanks around the bar between them: PATH | URL | -
    private static List<string> Words(string usage)
    {
        var words = new List<string>();
        foreach (var word in usage.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count > 0 && (word == "|" || words[^1].EndsWith('|')))
                words[^1] = $"{words[^1]} {word}";
            else
                words.Add(word);
        }

        return words;
    }

    private static bool IsOptional(string word) => word.StartsWith('[');

    private static string Bare(string word) => word.Trim('[', ']', '.');

    // Of alternatives and of what may follow a name only the first counts: SERVICE:SRC_PATH, REPOSITORY[:TAG], <path>.
    private static string NameOf(string word)
    {
        var first = word.TrimStart('[', '<').TakeWhile(letter => char.IsAsciiLetter(letter) || letter is '_' or '-');
        var parts = string.Concat(first).Split('_', '-').Where(part => part.Length > 0);
        return string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()));
    }
}
