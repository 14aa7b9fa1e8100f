using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Expands variables and removes quotes as BuildKit does, similar to a shell.</summary>
internal sealed partial class ShellLexer(char escape, Func<string, string?> variable)
{
    private const int EndOfText = -1;
    private readonly HashSet<string> _unset = [];
    private string _source = "";
    private int _position;
    private ShellWords _words = new();
    private bool _rawEscapes;

    /// <summary>No variables.</summary>
    public static Func<string, string?> NoVariables { get; } = _ => null;

    /// <summary>Keeps quotes.</summary>
    public bool RawQuotes { get; init; }

    /// <summary>Keeps escape characters.</summary>
    public bool RawEscapes { get; init; }

    /// <summary>Treats quotes as ordinary characters, as in a heredoc.</summary>
    public bool PlainQuotes { get; init; }

    /// <summary>Does not expand variables that are not set.</summary>
    public bool KeepUnset { get; init; }

    /// <summary>Does not expand variables that an unknown base image may set, unless they have a default.</summary>
    public bool KeepUnknown { get; init; }

    /// <summary>The variables that were used and not set.</summary>
    public IReadOnlySet<string> Unset => _unset;

    /// <summary>Expands a text as one word.</summary>
    /// <exception cref="InvalidInstructionException">A quote or brace is not closed, a modifier is unknown, or a required variable is not set.</exception>
    public string Word(string text) => Process(text).Text;

    /// <summary>Expands a text, and splits it at whitespace outside quotes, including whitespace in variables.</summary>
    /// <inheritdoc cref="Word"/>
    public IReadOnlyList<string> Words(string text) => Process(text).Words;

    private (string Text, IReadOnlyList<string> Words) Process(string text)
    {
        _source = text;
        _position = 0;
        _words = new ShellWords();
        _rawEscapes = RawEscapes;
        try
        {
            return (Until(EndOfText, RawEscapes, _words), _words.Finish());
        }
        catch (InvalidInstructionException exception)
        {
            throw new InvalidInstructionException($"failed to process \"{text}\": {exception.Message}");
        }
    }

    private int Peek() => _position < _source.Length ? _source[_position] : EndOfText;

    private int Next() => _position < _source.Length ? _source[_position++] : EndOfText;

    private string Until(int stop, bool rawEscapes, ShellWords words)
    {
        var before = _rawEscapes;
        _rawEscapes = rawEscapes;
        try
        {
            var result = new StringBuilder();
            while (Peek() != EndOfText)
            {
                if (Peek() == stop)
                {
                    Next();
                    return result.ToString();
                }

                Step(result, words);
            }

            return stop == EndOfText
                ? result.ToString()
                : throw new InvalidInstructionException($"unexpected end of statement while looking for matching {(char)stop}");
        }
        finally
        {
            _rawEscapes = before;
        }
    }

    private void Step(StringBuilder result, ShellWords words)
    {
        switch (Peek())
        {
            case '$':
                var value = Dollar();
                result.Append(value);
                words.Add(value);
                break;
            case '<':
                Literal(PossibleHeredoc());
                break;
            case '\'' when !PlainQuotes:
                Literal(SingleQuoted());
                break;
            case '"' when !PlainQuotes:
                Literal(DoubleQuoted());
                break;
            default:
                Plain(result, words);
                break;
        }

        void Literal(string text)
        {
            result.Append(text);
            words.AddRaw(text);
        }
    }

    private void Plain(StringBuilder result, ShellWords words)
    {
        var character = Next();
        if (character != escape)
        {
            words.Add((char)character);
            result.Append((char)character);
            return;
        }

        if (_rawEscapes)
        {
            words.AddRaw((char)character);
            result.Append((char)character);
        }

        character = Next();
        if (character == EndOfText)
            return;
        words.AddRaw((char)character);
        result.Append((char)character);
    }
}
