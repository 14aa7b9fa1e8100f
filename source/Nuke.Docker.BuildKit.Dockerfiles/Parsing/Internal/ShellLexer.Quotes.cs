using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal sealed partial class ShellLexer
{
    private string SingleQuoted()
    {
        var start = _position++;
        var end = _source.IndexOf('\'', _position);
        if (end < 0)
        {
            _position = _source.Length;
            throw new InvalidInstructionException("unexpected end of statement while looking for matching single-quote");
        }

        _position = end + 1;
        return RawQuotes ? _source[start.._position] : _source[(start + 1)..end];
    }

    private string DoubleQuoted()
    {
        var result = new StringBuilder();
        Next();
        if (RawQuotes)
            result.Append('"');
        while (true)
        {
            switch (Peek())
            {
                case EndOfText:
                    throw new InvalidInstructionException("unexpected end of statement while looking for matching double-quote");
                case '"':
                    Next();
                    return (RawQuotes ? result.Append('"') : result).ToString();
                case '$':
                    result.Append(Dollar());
                    break;
                default:
                    QuotedCharacter(result);
                    break;
            }
        }
    }

    private void QuotedCharacter(StringBuilder result)
    {
        var character = Next();
        if (character == escape)
        {
            if (_rawEscapes)
                result.Append((char)character);
            // Other characters cannot be escaped here: the escape character stays.
            if (Peek() == EndOfText)
                return;
            if (Peek() is '"' or '$' || Peek() == escape)
                character = Next();
        }

        result.Append((char)character);
    }

    private string PossibleHeredoc()
    {
        Next();
        if (Peek() != '<')
            return "<";
        Next();
        var start = _position;
        while (Peek() is ' ' or '\t' or '\r')
            Next();
        return $"<<{_source[start.._position]}";
    }
}
