using System.Buffers;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>Splits a script into its commands. It recognizes the called tools; it is not a shell parser.</summary>
internal sealed class ShellScript
{
    private static readonly SearchValues<char> s_nameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly HashSet<string> s_leading =
        ["if", "then", "elif", "else", "while", "until", "do", "!", "{", "(", "sudo", "exec", "time", "env", "command", "set", "nice"];


    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _inWord;

    private ShellScript()
    {
    }

    /// <summary>Splits a script into its commands.</summary>
    public static IReadOnlyList<ShellCommand> Commands(string script)
    {
        var reader = new ShellScript();
        reader.Read(script);
        return reader._commands;
    }

    /// <summary>Returns the commands of an exec form: the command itself, or those of the script if it starts a shell.</summary>
    public static IReadOnlyList<ShellCommand> Commands(IReadOnlyList<string> words)
    {
        var shell = words.Count >= 3 && words[0][(words[0].LastIndexOf('/') + 1)..] is "sh" or "bash" or "ash";
        if (shell && words[^2].StartsWith('-') && words[^2].EndsWith('c'))
            return Commands(words[^1]);
        var reader = new ShellScript();
        reader._words.AddRange(words);
        reader.EndCommand();
        return reader._commands;
    }

    private void Read(string script)
    {
        for (var position = 0; position < script.Length; position++)
        {
            var character = script[position];
            switch (character)
            {
                case '\\' when position + 1 < script.Length:
                    position++;
                    if (script[position] != '\n')
                        Add(script[position]);
                    break;
                case '\'' or '"':
                    position = Quoted(script, position);
                    break;
                case '$' when position + 1 < script.Length && script[position + 1] is '(' or '{':
                    position = Nested(script, position);
                    break;
                case '#' when !_inWord:
                    var end = script.IndexOf('\n', position);
                    position = (end < 0 ? script.Length : end) - 1;
                    break;
                case '\n' or ';' or '&' or '|' or '(' or ')':
                    EndCommand();
                    break;
                case ' ' or '\t' or '\r':
                    EndWord();
                    break;
                default:
                    Add(character);
                    break;
            }
        }

        EndCommand();
    }

    private int Quoted(string script, int position)
    {
        var quote = script[position++];
        _inWord = true;
        for (; position < script.Length && script[position] != quote; position++)
        {
            if (quote == '"' && script[position] == '\\' && position + 1 < script.Length)
                position++;
            _word.Append(script[position]);
        }

        return position;
    }

    private int Nested(string script, int position)
    {
        var depth = 0;
        for (; position < script.Length; position++)
        {
            Add(script[position]);
            if (script[position] is '(' or '{')
                depth++;
            else if (script[position] is ')' or '}' && --depth == 0)
                break;
        }

        return position;
    }

    private void Add(char character)
    {
        _word.Append(character);
        _inWord = true;
    }

    private void EndWord()
    {
        if (_inWord)
            _words.Add(_word.ToString());
        _word.Clear();
        _inWord = false;
    }

    private void EndCommand()
    {
        EndWord();
        var variables = new Dictionary<string, string>();
        var first = 0;
        for (; first < _words.Count; first++)
        {
            var equals = _words[first].IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && _words[first].AsSpan(0, equals).IndexOfAnyExcept(s_nameLetters) < 0)
                variables[_words[first][..equals]] = _words[first][(equals + 1)..];
            else if (!s_leading.Contains(_words[first]))
                break;
        }

        if (first < _words.Count)
            _commands.Add(new ShellCommand([.. _words.Skip(first)], variables));
        _words.Clear();
    }
}
