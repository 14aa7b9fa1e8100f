using System.Buffers;
using System.Text;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>
/// Splits bytes into lines at <c>\n</c>, <c>\r\n</c> and, because progress bars rewrite their line, at a lone <c>\r</c>. Decodes only complete lines,
/// because a character may arrive in two pieces.
/// </summary>
internal sealed class LineSplitter(Action<string> onLine)
{
    private readonly ArrayBufferWriter<byte> _unfinished = new();
    private bool _afterReturn;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_afterReturn && bytes[0] == '\n')
            {
                _afterReturn = false;
                bytes = bytes[1..];
                continue;
            }

            _afterReturn = false;
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                _unfinished.Write(bytes);
                return;
            }

            Emit(bytes[..end]);
            _afterReturn = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Passes on a last line without a line end.</summary>
    public void Complete()
    {
        if (_unfinished.WrittenCount > 0)
            Emit([]);
    }

    private void Emit(ReadOnlySpan<byte> tail)
    {
        if (_unfinished.WrittenCount == 0)
        {
            onLine(Encoding.UTF8.GetString(tail));
            return;
        }

        _unfinished.Write(tail);
        var line = Encoding.UTF8.GetString(_unfinished.WrittenSpan);
        _unfinished.ResetWrittenCount();
        onLine(line);
    }
}
