using System.Text;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>Assembles the output of a vertex into lines, for each stream, and keeps the last ones.</summary>
internal sealed class LogLines
{
    /// <summary>The number of lines to keep: enough for the error report of a compiler or of pip.</summary>
    public const int Kept = 100;

    private readonly Queue<string> _last = new();
    private readonly Dictionary<int, Assembler> _streams = [];
    private Func<string, string>? _redact;

    public void Append(VertexLog log, Func<string, string>? redact, Action<string>? onLine)
    {
        _redact = redact;
        if (!_streams.TryGetValue(log.Stream, out var stream))
            _streams[log.Stream] = stream = new Assembler();
        stream.Append(log.Data.Span, line => Keep(line, onLine));
    }

    /// <summary>Ends the output: an unfinished line becomes a line.</summary>
    public void End(Action<string>? onLine)
    {
        foreach (var stream in _streams.Values)
            stream.End(line => Keep(line, onLine));
    }

    public IReadOnlyList<string> Snapshot()
    {
        var open = _streams.Values.Select(stream => Redact(stream.Open)).Where(line => line.Length > 0);
        return [.. _last.Concat(open).TakeLast(Kept)];
    }

    private string Redact(string line) => _redact is null ? line : _redact(line);

    private void Keep(string line, Action<string>? onLine)
    {
        line = Redact(line);
        if (_last.Count == Kept)
            _last.Dequeue();
        _last.Enqueue(line);
        onLine?.Invoke(line);
    }

    private sealed class Assembler
    {
        // A line that never ends, such as a binary file on standard output, must not exhaust the memory.
        private const int LongestLine = 16 * 1024;

        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly StringBuilder _line = new();

        public string Open => TerminalText.Clean(_line.ToString());

        public void Append(ReadOnlySpan<byte> data, Action<string> onLine)
        {
            var characters = new char[_decoder.GetCharCount(data, flush: false)];
            _decoder.GetChars(data, characters, flush: false);
            foreach (var character in characters)
            {
                if (character == '\n' || _line.Length == LongestLine)
                {
                    onLine(Open);
                    _line.Clear();
                }
                if (character != '\n')
                    _line.Append(character);
            }
        }

        public void End(Action<string> onLine)
        {
            if (_line.Length == 0)
                return;
            onLine(Open);
            _line.Clear();
        }
    }
}
