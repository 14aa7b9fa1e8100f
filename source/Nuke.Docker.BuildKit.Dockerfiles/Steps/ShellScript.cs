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

    private const int DeepestScript = 3;

    private readonly List<ShellCommand> _commands = [];
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private readonly int _depth;
    private bool _inWord;

    private ShellScript(int depth) => _depth = depth;

    /// <summary>Splits a script into its commands.</summary>
    public static IReadOnlyList<ShellCommand> Commands(string script) => Commands(script, depth: 0);

    private static List<ShellCommand> Commands(string script, int depth)
    {
        var reader = new ShellScript(depth);
        reader.Read(script);
        return reader._commands;
    }

    /// <summary>Returns the commands of an exec form: the command itself, or those of the script if it starts a shell.</summary>
    public static IReadOnlyList<ShellCommand> Commands(IReadOnlyList<string> words)
    {
        var reader = new ShellScript(depth: 0);
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

    // sh -c "…" runs the commands of another script.
    private void Add(ShellCommand command)
    {
        var script = Script(command);
        if (script is null || _depth >= DeepestScript)
            _commands.Add(command);
        else
            _commands.AddRange(Commands(script, _depth + 1).Select(inner => inner with { Variables = Combine(command.Variables, inner.Variables) }));
    }

    private static string? Script(ShellCommand command)
    {
        if (command.Program is not ("sh" or "bash" or "ash" or "dash" or "zsh"))
            return null;
        var option = command.Words.Skip(1).TakeWhile(word => word.StartsWith('-') || word is "pipefail" or "errexit" or "nounset").ToList()
            .FindIndex(word => word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal) && word.Contains('c', StringComparison.Ordinal));
        // After -o, a name follows: bash -eo pipefail -c.
        return option < 0 ? null : command.Words.Skip(option + 2).FirstOrDefault(word => !word.StartsWith('-'));
    }

    private static Dictionary<string, string> Combine(IReadOnlyDictionary<string, string> outer, IReadOnlyDictionary<string, string> inner)
    {
        var all = new Dictionary<string, string>(outer);
        foreach (var (name, value) in inner)
            all[name] = value;
        return all;
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
            Add(new ShellCommand([.. _words.Skip(first)], variables));
        _words.Clear();
    }
}
