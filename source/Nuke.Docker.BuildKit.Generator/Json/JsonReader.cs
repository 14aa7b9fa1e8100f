using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator.Json;

/// <summary>Reads the JSON of specifications: objects, arrays, strings and booleans.</summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <exception cref="JsonReaderException">The text is not JSON; contains the position.</exception>
    public static JsonNode Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        reader.Blank();
        return reader._at == text.Length ? value : throw reader.Wrong("the end of the file");
    }

    private JsonNode Value()
    {
        Blank();
        return Next switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => Text(),
            't' => Boolean("true", value: true),
            'f' => Boolean("false", value: false),
            _ => throw Wrong("an object, an array, a string, true or false"),
        };
    }

    private JsonObject Object()
    {
        var start = _at;
        var members = new List<JsonMember>();
        Sequence('}', () =>
        {
            var name = Text();
            Blank();
            Take(':');
            members.Add(new JsonMember(name, Value()));
        });
        return new JsonObject(TextSpan.FromBounds(start, _at), members);
    }

    private JsonArray Array()
    {
        var start = _at;
        var items = new List<JsonNode>();
        Sequence(']', () => items.Add(Value()));
        return new JsonArray(TextSpan.FromBounds(start, _at), items);
    }

    private void Sequence(char end, Action item)
    {
        _at++;
        Blank();
        if (Next == end)
        {
            _at++;
            return;
        }

        while (true)
        {
            Blank();
            item();
            Blank();
            if (Next == end)
                break;
            Take(',');
        }

        _at++;
    }

    private JsonText Text()
    {
        var start = _at;
        Take('"');
        var value = new StringBuilder();
        while (Next != '"')
        {
            if (Next < ' ')
                throw Wrong("a closing quote on the same line");
            value.Append(Next == '\\' ? Escape() : _text[_at++]);
        }

        _at++;
        return new JsonText(TextSpan.FromBounds(start, _at), value.ToString());
    }

    private char Escape()
    {
        _at++;
        var letter = Next;
        if (letter == 'u' && _at + 5 <= _text.Length
            && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            _at += 5;
            return (char)code;
        }

        var index = "\"\\/bfnrt".IndexOf(letter);
        if (index < 0)
            throw Wrong("one of \" \\ / b f n r t, or u and four hexadecimal digits");
        _at++;
        return "\"\\/\b\f\n\r\t"[index];
    }

    private JsonBoolean Boolean(string word, bool value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            throw Wrong(word);
        _at += word.Length;
        return new JsonBoolean(new TextSpan(_at - word.Length, word.Length), value);
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private void Blank()
    {
        while (Next is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private void Take(char expected)
    {
        if (Next != expected)
            throw Wrong($"'{expected}'");
        _at++;
    }

    private JsonReaderException Wrong(string expected)
    {
        var found = _at < _text.Length ? $"'{_text[_at]}'" : "the end of the file";
        return new JsonReaderException($"expected {expected}, found {found}", new TextSpan(_at, _at < _text.Length ? 1 : 0));
    }
}
