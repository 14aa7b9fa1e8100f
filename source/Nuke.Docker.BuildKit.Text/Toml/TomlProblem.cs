using System.Text.RegularExpressions;
using Tomlyn.Syntax;

namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Turns the parser's diagnostics into messages that say what to do.</summary>
internal static partial class TomlProblem
{
    private const int LongestText = 160;

    // The parser's words, and what to write instead.
    private static readonly (string Problem, string Cure)[] s_cures =
    [
        ("while expecting a value", "Write a value after =, \"\" for an empty string"),
        ("for a value", "Write a string in quotes, a number, a date, true, false, [ … ] or { … }"),
        ("Expecting `=`", "Write key = value"),
        ("escape character", @"Write \\ for a backslash, or put the string in single quotes"),
        ("on string literal", "Close the string with the quotes it begins with"),
        ("newline", "Begin a new line, or put # before a comment"),
        ("`]`", "Write a header as [name]"),
        ("`]]`", "Write a header as [[name]]"),
        ("separate items", "Write a comma between the items"),
        ("inline table", "Write { key = value, … }"),
        ("Unexpected token [", "Put keys with characters other than A-Z, a-z, 0-9, _ and - in quotes"),
    ];

    public static TomlSyntaxException Of(DiagnosticMessage diagnostic)
    {
        var where = diagnostic.Span.Start;
        var (problem, cure) = Describe(diagnostic.Message);
        return new(where.Line + 1, $"it isn't valid TOML: {problem} (column {where.Column + 1})", cure);
    }

    private static (string Problem, string Cure) Describe(string message)
    {
        // The rest of this message quotes values, which may be long or secret.
        if (Redefinition().Match(message) is { Success: true } match)
            return ($"{Shown(match.Groups["key"].Value)} is already set on line {match.Groups["line"].Value}", "Remove one of the two");
        message = message.Replace("token `<eof>`", "end of file", StringComparison.Ordinal).Replace("<eof>", "the end of the file", StringComparison.Ordinal);
        var cure = Array.Find(s_cures, pair => message.Contains(pair.Problem, StringComparison.Ordinal)).Cure
            ?? "Write it as https://toml.io/en/v1.1.0 specifies";
        return (Shown(char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.')), cure);
    }

    private static string Shown(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length > LongestText ? $"{line[..LongestText]}…" : line;
    }

    [GeneratedRegex(
        @"^The key `(?<key>.*?)` is already defined at \((?<line>\d+),",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Redefinition();
}
