using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>
/// Reads both streams, each on its own thread: reads of a pipe block, and on two cores, two of them would occupy the whole thread pool.
/// </summary>
internal sealed class OutputPump(Redactor redactor, Action<OutputLine>? onLine, CancellationTokenSource faulted)
{
    private const int BufferSize = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<OutputLine> _lastLines = new(DockerProcess.LastLineCount);
    private readonly List<Task> _readers = [];
    private ExceptionDispatchInfo? _fault;
    private bool _closed;

    public ImmutableArray<OutputLine> LastLines
    {
        get
        {
            lock (_lock)
                return [.. _lastLines];
        }
    }

    public void Read(Stream stream, OutputKind kind)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _readers.Add(end.Task);
        new Thread(() => ReadToEnd(stream, kind, end)) { IsBackground = true, Name = $"docker {kind}" }.Start();
    }

    /// <summary>Waits until everything is read, at most <paramref name="limit"/>: child processes may have inherited the pipes.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        try
        {
            await Task.WhenAll(_readers).WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            // Later output is ignored.
        }

        lock (_lock)
            _closed = true;
    }

    public void ThrowIfFaulted() => _fault?.Throw();

    private void ReadToEnd(Stream stream, OutputKind kind, TaskCompletionSource end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var lines = new LineSplitter(text => Emit(new OutputLine(kind, redactor.RedactKnown(text))));
        try
        {
            int count;
            while ((count = stream.Read(buffer)) > 0)
                lines.Add(buffer.AsSpan(0, count));
            lines.Complete();
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            lines.Complete();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            end.SetResult();
        }
    }

    private void Emit(OutputLine line)
    {
        lock (_lock)
        {
            if (_closed || _fault is not null)
                return;

            if (_lastLines.Count == DockerProcess.LastLineCount)
                _lastLines.Dequeue();
            _lastLines.Enqueue(line);

            try
            {
                onLine?.Invoke(line);
            }
            catch (Exception fault)
            {
                _fault = ExceptionDispatchInfo.Capture(fault);
                _ = faulted.CancelAsync();
            }
        }
    }
}
