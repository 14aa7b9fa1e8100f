namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal static class SpanLines
{
    /// <summary>Splits a text at one character. MemoryExtensions.EnumerateLines would also split at form feeds and other characters.</summary>
    public static LineEnumerator Split(ReadOnlySpan<char> text, char separator) => new(text, separator);

    internal ref struct LineEnumerator(ReadOnlySpan<char> rest, char separator)
    {
        private ReadOnlySpan<char> _rest = rest;
        private bool _ended;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly LineEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_ended)
                return false;
            var end = _rest.IndexOf(separator);
            _ended = end < 0;
            Current = _ended ? _rest : _rest[..end];
            _rest = _ended ? default : _rest[(end + 1)..];
            return true;
        }
    }
}
