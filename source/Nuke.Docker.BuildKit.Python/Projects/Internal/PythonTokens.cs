namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// Tokenizes Python source: enough to distinguish code from comments and strings, and to join logical lines. Accepts any
/// text, because a project may contain templates or Python 2.
/// </summary>
internal static class PythonTokens
{
    public static List<PythonToken> Of(string text)
    {
        List<PythonToken> tokens = [];
        var (index, line, depth, indent) = (0, 1, 0, 0);
        var first = true;
        while (index < text.Length)
        {
            var character = text[index];
            switch (character)
            {
                case '\n':
                    if (depth == 0 && !first)
                        tokens.Add(new(PythonTokenKind.LineEnd, "", line, -1));
                    (first, indent) = depth == 0 ? (true, 0) : (first, indent);
                    line++;
                    index++;
                    break;
                case '\\' when index + 1 < text.Length && text[index + 1] is '\n' or '\r':
                    index += text[index + 1] == '\r' && index + 2 < text.Length && text[index + 2] == '\n' ? 3 : 2;
                    line++;
                    break;
                case ' ' or '\t' or '\r' or '\f' or '\uFEFF':
                    if (first)
                        indent++;
                    index++;
                    break;
                case '#':
                    while (index < text.Length && text[index] != '\n')
                        index++;
                    break;
                default:
                    var start = index;
                    var startLine = line;
                    var kind = PythonTokenKind.Operator;
                    string value;
                    if (StringStart(text, index) is { } quote)
                    {
                        kind = PythonTokenKind.Text;
                        value = ReadString(text, quote, ref index, ref line);
                    }
                    else if (char.IsLetter(character) || character == '_')
                    {
                        kind = PythonTokenKind.Name;
                        while (index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] == '_'))
                            index++;
                        value = text[start..index];
                    }
                    else if (char.IsAsciiDigit(character))
                    {
                        kind = PythonTokenKind.Number;
                        while (index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] is '_' or '.'))
                            index++;
                        value = text[start..index];
                    }
                    else
                    {
                        index += IsPair(text, index) ? 2 : 1;
                        value = text[start..index];
                        depth = Math.Max(0, depth + (character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0));
                    }

                    tokens.Add(new(kind, value, startLine, first ? indent : -1));
                    first = false;
                    break;
            }
        }

        tokens.Add(new(PythonTokenKind.LineEnd, "", line, -1));
        return tokens;
    }

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && text.AsSpan(index, 2) is "==" or "!=" or "<=" or ">=" or ":=" or "->" or "+=" or "-=" or "|=" or "**";

    /// <returns>The index of the opening quote; null if no string begins here.</returns>
    private static int? StringStart(string text, int index)
    {
        var quote = index;
        while (quote < text.Length && quote - index < 3 && text[quote] is 'r' or 'R' or 'b' or 'B' or 'f' or 'F' or 'u' or 'U' or 't')
            quote++;
        return quote < text.Length && text[quote] is '"' or '\'' ? quote : null;
    }

    private static string ReadString(string text, int quote, ref int index, ref int line)
    {
        var mark = text[quote];
        var triple = quote + 2 < text.Length && text[quote + 1] == mark && text[quote + 2] == mark;
        var start = quote + (triple ? 3 : 1);
        index = start;
        while (index < text.Length)
        {
            if (text[index] == '\\')
            {
                if (index + 1 < text.Length && text[index + 1] == '\n')
                    line++;
                index += 2;
            }
            else if (text[index] == '\n' && !triple)
                // Not closed on its line: invalid Python; continue as if it were.
                return text[start..index];
            else if (text[index] == mark && (!triple || (index + 2 < text.Length && text[index + 1] == mark && text[index + 2] == mark)))
            {
                var value = text[start..index];
                index += triple ? 3 : 1;
                return value;
            }
            else
            {
                if (text[index] == '\n')
                    line++;
                index++;
            }
        }

        index = text.Length;
        return text[Math.Min(start, text.Length)..];
    }
}
