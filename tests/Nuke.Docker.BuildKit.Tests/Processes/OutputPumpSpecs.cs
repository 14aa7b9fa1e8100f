using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Tests.Processes;

/// <summary>Reads the streams of a process line by line.</summary>
public sealed class OutputPumpSpecs
{
    private static readonly TimeSpan s_never = TimeSpan.FromMinutes(5);

    private readonly List<OutputLine> _lines = [];
    private CancellationTokenSource _faulted = null!;

    [SetUp]
    public void Create()
    {
        _lines.Clear();
        _faulted = new CancellationTokenSource();
    }

    [TearDown]
    public void Dispose() => _faulted.Dispose();

    [Test]
    public async Task Lines_are_redacted_and_keep_their_stream()
    {
        var pump = new OutputPump(new Redactor(["hunter22"]), _lines.Add, _faulted);

        pump.Read(Stream("a hunter22"), OutputKind.StandardError);
        await pump.DrainAsync(s_never);

        Assert.That(_lines, Is.EqualTo(new[] { new OutputLine(OutputKind.StandardError, "a [REDACTED]") }));
        Assert.That(pump.LastLines, Is.EqualTo(_lines));
    }

    [Test]
    public async Task A_stream_that_breaks_ends_with_its_unfinished_line()
    {
        var pump = Pump(_lines.Add);

        pump.Read(new BreakingStream("one\ntw", new IOException("broken")), OutputKind.StandardOutput);
        pump.Read(new BreakingStream("three", new ObjectDisposedException("stream")), OutputKind.StandardError);
        await pump.DrainAsync(s_never);

        Assert.That(_lines.Select(line => line.Text), Is.EquivalentTo(new[] { "one", "tw", "three" }));
        Assert.That(_faulted.IsCancellationRequested, Is.False);
    }

    [Test]
    public async Task The_first_exception_of_the_listener_is_thrown_and_nothing_more_is_delivered()
    {
        var pump = Pump(line =>
        {
            _lines.Add(line);
            throw new InvalidDataException(line.Text);
        });

        pump.Read(Stream("one\ntwo\n"), OutputKind.StandardOutput);
        await pump.DrainAsync(s_never);

        Assert.That(() => pump.ThrowIfFaulted(), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("one"));
        Assert.That((_lines.Count, pump.LastLines.Length, _faulted.IsCancellationRequested), Is.EqualTo((1, 1, true)));
    }

    [Test]
    public void A_listener_without_exceptions_throws_none() => Assert.That(() => Pump(null).ThrowIfFaulted(), Throws.Nothing);

    [Test]
    public async Task Lines_that_come_after_the_wait_are_dropped()
    {
        var pump = Pump(_lines.Add);
        using var stream = new LateStream();
        pump.Read(stream, OutputKind.StandardOutput);
        await stream.Reading;

        await pump.DrainAsync(TimeSpan.Zero);
        stream.Deliver("late\n");
        await stream.Ended;

        Assert.That((_lines.Count, pump.LastLines.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Exactly_the_last_lines_are_kept()
    {
        var pump = Pump(null);

        pump.Read(Stream(string.Join('\n', Enumerable.Range(1, DockerProcess.LastLineCount + 1))), OutputKind.StandardOutput);
        await pump.DrainAsync(s_never);

        Assert.That(pump.LastLines.Select(line => line.Text), Is.EqualTo(Enumerable.Range(2, DockerProcess.LastLineCount).Select(number => $"{number}")));
    }

    [Test]
    public void Marks_of_nested_builds_accumulate()
    {
        var environment = new Dictionary<string, string?>();
        var (outer, inner) = (new ProcessTree(), new ProcessTree());

        outer.Mark(environment);
        var first = environment.Single();
        inner.Mark(environment);

        Assert.That(first.Value, Is.Not.Empty);
        Assert.That(environment.Single().Key, Is.EqualTo(first.Key));
        Assert.That(environment.Single().Value, Does.StartWith($"{first.Value}:").And.Length.EqualTo((2 * first.Value!.Length) + 1));
    }

    [Test]
    public void Success_is_the_exit_code_0()
    {
        var result = new ProcessResult("docker", "/", 0, TimeSpan.Zero, []);

        Assert.That(result.EnsureSuccess(), Is.SameAs(result));
        Assert.That(() => (result with { ExitCode = 1 }).EnsureSuccess(), Throws.TypeOf<ProcessFailedException>().With.Message.Contains("docker"));
    }

    [Test]
    public void A_failure_without_output_says_so() => Assert.That(
        new ProcessFailedException(new ProcessResult("docker", "/", 7, TimeSpan.Zero, [])).Message,
        Does.StartWith("Exit code 7 of: docker").And.Contain("without any output"));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private OutputPump Pump(Action<OutputLine>? onLine) => new(new Redactor([]), onLine, _faulted);

    private sealed class BreakingStream(string text, Exception exception) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is > 0 and var count ? count : throw exception;
    }

    private sealed class LateStream : MemoryStream
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<byte[]> _bytes = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reading => _reading.Task;

        /// <summary>Completes when the reader asks for more, and has therefore delivered its lines.</summary>
        public Task Ended => _ended.Task;

        public void Deliver(string text) => _bytes.SetResult(Encoding.UTF8.GetBytes(text));

        public override int Read(Span<byte> buffer)
        {
            if (!_reading.TrySetResult())
            {
                _ended.SetResult();
                return 0;
            }

            var bytes = _bytes.Task.GetAwaiter().GetResult();
            bytes.CopyTo(buffer);
            return bytes.Length;
        }
    }
}
