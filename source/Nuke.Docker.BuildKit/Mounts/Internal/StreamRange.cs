namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A range of a stream as a stream. Ranges of one stream must not be read concurrently.</summary>
internal sealed class StreamRange(Stream whole, long start, long length, bool ownsWhole = false) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        whole.Position = start + _position;
        var count = whole.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, length - _position))]);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        whole.Position = start + _position;
        var count = await whole.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, length - _position))], cancellationToken);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        _position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => length };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsWhole)
            whole.Dispose();
        base.Dispose(disposing);
    }
}
