using System.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Splits command lines of compose files, Dockerfiles and Procfiles as a shell does, as far as that needs no shell.</summary>
internal static class CommandLines
{
    private const int MaximumLength = 4000;

    // Programs that only start another one.
    private static readonly HashSet<string> s_wrappers =
        new(StringComparer.Ordinal) { "exec", "dumb-init", "tini", "nohup", "time", "stdbuf", "env", "catchsegv", "gosu", "su-exec" };

    private static readonly HashSet<string> s_runners = new(StringComparer.Ordinal) { "poetry", "uv", "pipenv", "pdm", "hatch", "rye", "conda" };

    /// <summary>The commands of a line, separated by <c>&amp;&amp;</c>, <c>;</c> or line breaks; null if it needs a shell for more than that.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Split(string text)
    {
        if (text.Length > MaximumLength)
            return null;
        List<IReadOnlyList<string>> commands = [];
        List<string> words = [];
        var word = new StringBuilder();
        var (inWord, skipped) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ' ' or '\t' or '\r':
                    EndWord();
                    break;
                case '\n' or ';':
                    EndCommand();
                    break;
                case '&' when i + 1 < text.Length && text[i + 1] == '&':
                    i++;
                    EndCommand();
                    break;
                // What follows runs only after a failure: migrate || true.
                case '|' when i + 1 < text.Length && text[i + 1] == '|':
                    i++;
                    EndCommand();
                    skipped = true;
                    break;
                // app:create_app(): compose files and Procfiles need no quotes for it.
                case '(' when inWord && i + 1 < text.Length && text[i + 1] == ')':
                    word.Append("()");
                    i++;
                    break;
                case '&' or '|' or '<' or '>' or '`' or '(' or ')':
                    return null;
                case '#' when !inWord:
                    while (i + 1 < text.Length && text[i + 1] != '\n')
                        i++;
                    break;
                case '\'' or '"':
                    var end = text.IndexOf(text[i], i + 1);
                    if (end < 0)
                        return null;
                    word.Append(text, i + 1, end - i - 1);
                    inWord = true;
                    i = end;
                    break;
                case '\\' when i + 1 < text.Length:
                    if (text[++i] is not '\n')
                    {
                        word.Append(text[i]);
                        inWord = true;
                    }

                    break;
                default:
                    word.Append(text[i]);
                    inWord = true;
                    break;
            }
        }

        EndCommand();
        return commands;

        void EndWord()
        {
            if (inWord)
                words.Add(word.ToString());
            word.Clear();
            inWord = false;
        }

        void EndCommand()
        {
            EndWord();
            if (words.Count > 0 && !skipped)
                commands.Add(words);
            (words, skipped) = ([], false);
        }
    }

    /// <summary>The words of all commands; those between blanks if the text needs a shell: <c>curl -f http://localhost/health || exit 1</c>.</summary>
    public static IReadOnlyList<string>? Raw(IReadOnlyList<IReadOnlyList<string>>? commands, string? text) =>
        commands?.SelectMany(words => words).ToList() ?? text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();

    /// <summary>Removes what only starts the program: a shell, exec, an init, <c>poetry run</c>, variables before the command.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Unwrap(IReadOnlyList<string> words)
    {
        var rest = words;
        for (var changed = true; changed && rest.Count > 0;)
        {
            changed = false;
            var program = ProjectFiles.NameOf(rest[0]);
            if (program is "sh" or "bash" or "ash" or "dash" && rest.Count >= 3 && rest[1] is "-c" or "-lc" or "-ec" or "-xc" or "-exc")
            {
                var commands = Split(rest[2])?.Select(command => Unwrap(command)).ToList();
                return commands is null || commands.Contains(null) ? null : [.. commands.SelectMany(command => command!)];
            }

            if (s_wrappers.Contains(program))
                (rest, changed) = ([.. rest.Skip(program is "gosu" or "su-exec" ? 2 : 1).SkipWhile(word => word.StartsWith('-'))], true);
            else if (s_runners.Contains(program) && rest.Count > 2 && rest[1] == "run")
                (rest, changed) = ([.. rest.Skip(2).SkipWhile(word => word.StartsWith('-'))], true);
            else if (rest[0].IndexOf('=') is > 0 and var equals && rest[0][..equals].All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
                (rest, changed) = ([.. rest.Skip(1)], true);
        }

        return rest.Count == 0 ? [] : [rest];
    }

    /// <summary>Replaces <c>$PORT</c> and variables with a default; null if another variable remains.</summary>
    public static string? Expand(string word, int port)
    {
        var result = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] != '$')
            {
                result.Append(word[i]);
                continue;
            }

            // compose writes $$ for a $ of its own.
            while (i + 1 < word.Length && word[i + 1] == '$')
                i++;
            var brace = i + 1 < word.Length && word[i + 1] == '{';
            var start = i + (brace ? 2 : 1);
            var end = brace ? word.IndexOf('}', i) : start;
            while (!brace && end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
                end++;
            if (end <= start)
                return null;
            var content = word[start..end];
            var value = content.IndexOf(':') is > 0 and var colon && content.Length > colon + 1 && content[colon + 1] is '-' or '='
                ? content[(colon + 2)..]
                : content.IndexOf('-') is > 0 and var dash ? content[(dash + 1)..] : null;
            value ??= content.EndsWith("PORT", StringComparison.Ordinal) ? $"{port}" : null;
            if (value is null || value.Contains('$'))
                return null;
            result.Append(value);
            i = brace ? end : end - 1;
        }

        return result.ToString();
    }
}
