namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>A word that begins a heredoc: <c>&lt;&lt;EOF</c>, <c>3&lt;&lt;-"EOF"</c>.</summary>
internal sealed record HeredocWord(string Name, bool Expand, bool Chomp, uint FileDescriptor)
{
    /// <summary>Returns the heredoc words of a line, in order.</summary>
    public static IEnumerable<HeredocWord> In(string line)
    {
        // A line with an unterminated quote has no heredocs.
        IReadOnlyList<string> words;
        try
        {
            words = new ShellLexer('\\', ShellLexer.NoVariables) { RawQuotes = true, RawEscapes = true, KeepUnset = true }.Words(line);
        }
        catch (InvalidInstructionException)
        {
            return [];
        }

        return words.Select(Parse).OfType<HeredocWord>();
    }

    /// <summary>Reads a word; <c>null</c> if it does not begin a heredoc.</summary>
    public static HeredocWord? Parse(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 0 || !word.AsSpan(digits).StartsWith("<<"))
            return null;
        var rest = word[(digits + 2)..];
        var chomp = rest.StartsWith('-');
        rest = (chomp ? rest[1..] : rest).TrimStart();
        if (rest.Length == 0 || rest.Contains('<', StringComparison.Ordinal))
            return null;

        var plain = Lexer(raw: false).Words(rest);
        if (plain.Count != 1)
            return null;
        var raw = Lexer(raw: true).Words(rest);
        var expand = raw.Count == 1 && Quotes(plain[0]) == Quotes(raw[0]);
        return new HeredocWord(plain[0], expand, chomp, uint.TryParse(word.AsSpan(0, digits), out var descriptor) ? descriptor : 0);
    }

    private static ShellLexer Lexer(bool raw) => new('\\', ShellLexer.NoVariables) { RawQuotes = raw, KeepUnset = true };

    private static int Quotes(string text) => text.Count(character => character is '"' or '\'');
}
