using System.Text;

namespace Nuke.Docker.BuildKit.Tests.Progress.Live;

/// <summary>A terminal of limited width: it wraps long lines, moves the cursor and erases, and wraps its lines anew if its width changes.</summary>
internal sealed class TerminalScreen(int width) : StringWriter
{
    // Logical lines; each occupies as many rows as its width requires.
    private readonly List<StringBuilder> _lines = [new()];
    private int _line;
    private int _column;

    public int Width { get; set; } = width;

    public bool HasColors { get; private set; }

    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.ToString().TrimEnd())];

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        for (var i = 0; i < value!.Length; i++)
        {
            if (value[i] == '\e')
                i = Escape(value, i + 2);
            else
                Put(value[i]);
        }
    }

    private void Put(char character)
    {
        if (character == '\r')
        {
            _column -= _column % Width;
            return;
        }
        if (character == '\n')
        {
            _line++;
            _column = 0;
            if (_line == _lines.Count)
                _lines.Add(new StringBuilder());
            return;
        }
        var line = _lines[_line];
        while (line.Length <= _column)
            line.Append(' ');
        line[_column++] = character;
    }

    private int Escape(string text, int i)
    {
        var start = i;
        while (!char.IsAsciiLetter(text[i]))
            i++;
        switch (text[i])
        {
            case 'A':
                for (var up = int.Parse(text.AsSpan(start, i - start)); up > 0; up--)
                {
                    if (_column >= Width)
                        _column -= Width;
                    else
                        _column = Math.Max(0, _lines[--_line].Length - 1) / Width * Width;
                }
                break;
            case 'J':
                _lines[_line].Length = Math.Min(_lines[_line].Length, _column);
                _lines.RemoveRange(_line + 1, _lines.Count - _line - 1);
                break;
            case 'm':
                HasColors |= text.AsSpan(start, i - start) is not ("0" or "" or "1");
                break;
            default:
                throw new NotSupportedException(text[start..(i + 1)]);
        }
        return i;
    }
}
