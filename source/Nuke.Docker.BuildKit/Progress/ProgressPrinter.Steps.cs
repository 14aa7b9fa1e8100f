using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Progress;

public sealed partial class ProgressPrinter
{
    private const int InstructionLength = 100;

    private void Show(SolveStatus status)
    {
        foreach (var digest in status.Vertexes.Select(update => update.Digest).Distinct(StringComparer.Ordinal))
        {
            if (Graph.Find(digest) is { } vertex)
                Show(vertex, DisplayOf(vertex));
        }
        for (; _warningsPrinted < Graph.Warnings.Count; _warningsPrinted++)
            _print(ProgressLevel.Warning, Graph.Warnings[_warningsPrinted].Message);
    }

    private void Show(BuildVertex vertex, VertexDisplay display)
    {
        if (display.Shown == vertex.Outcome)
            return;
        display.Shown = vertex.Outcome;
        if (vertex.Outcome is not (VertexOutcome.Waiting or VertexOutcome.Running) && !display.Ends(vertex.Outcome))
            return;
        switch (vertex.Outcome)
        {
            case VertexOutcome.Running:
                display.Began = display.Reported = _time.GetTimestamp();
                if (_style == ProgressStyle.Plain && display.Announce())
                    PrintStep(vertex, "…");
                break;
            case VertexOutcome.Cached:
                PrintStep(vertex, "CACHED");
                break;
            case VertexOutcome.Ran:
                // BuildKit ends a base image's vertex several times; those that cost nothing say nothing.
                if (vertex.Name.Kind == VertexKind.Step || _style == ProgressStyle.Plain || vertex.Duration >= TimeSpan.FromSeconds(1))
                    PrintStep(vertex, HumanText.Duration(vertex.Duration), always: vertex.Duration >= TimeSpan.FromSeconds(1));
                break;
            case VertexOutcome.Failed:
                PrintFailure(vertex);
                break;
            case VertexOutcome.Canceled:
                PrintStep(vertex, "STOPPED");
                break;
            case VertexOutcome.CacheLost:
                Print(ProgressLevel.Warning, "LOST", vertex, $": its cached result can't be used and is made anew: {HumanText.Shorten(vertex.Error ?? "", 160)}");
                break;
        }
    }

    private void PrintStep(BuildVertex vertex, string result, bool always = false)
    {
        var isStep = vertex.Name.Kind is VertexKind.Step or VertexKind.BaseImage;
        if (_style == ProgressStyle.Quiet || (!isStep && !always && _style != ProgressStyle.Plain))
            return;
        if (vertex.Name.Kind == VertexKind.BaseImage && vertex.Outcome == VertexOutcome.Cached && _style == ProgressStyle.Auto)
            return;
        Print(isStep ? ProgressLevel.Information : ProgressLevel.Detail, result, vertex, "");
    }

    private void PrintFailure(BuildVertex vertex)
    {
        if (vertex.Name.Kind is VertexKind.CacheImport or VertexKind.CacheExport)
        {
            Print(ProgressLevel.Warning, "FAILED", vertex, $": {vertex.Error}");
            return;
        }
        // What it wrote is in the exception that ends the build; here it would stand twice.
        // And what BuildKit does around the steps may yet succeed at a second attempt.
        Print(vertex.Name.Kind is VertexKind.Step or VertexKind.BaseImage ? ProgressLevel.Error : ProgressLevel.Warning, "FAILED", vertex, "");
    }

    private void PrintOutput(BuildVertex vertex, string line) => _print(ProgressLevel.Detail, OutputLine(vertex, line));

    private void Print(ProgressLevel level, string result, BuildVertex vertex, string rest) =>
        _print(level, $"{result,9}  {Title(vertex)}{rest}");

    // The prefix also keeps a step's "::error::" from being taken for a command by a CI service that reads the log.
    private static string OutputLine(BuildVertex vertex, string line) => $"{"",9}  {ShortLabel(vertex)} | {line}";

    private static string Title(BuildVertex vertex) =>
        vertex.Name.Index == 0
            ? HumanText.Shorten(HumanText.ShortenDigests(vertex.Name.Text), InstructionLength)
            : $"{vertex.Name.Label}  {HumanText.Shorten(HumanText.ShortenDigests(vertex.Name.Instruction), InstructionLength)}";

    private static string ShortLabel(BuildVertex vertex) => HumanText.Shorten(vertex.Name.Label, 30);

    private VertexDisplay DisplayOf(BuildVertex vertex)
    {
        if (!_displays.TryGetValue(vertex.Digest, out var display))
            _displays[vertex.Digest] = display = new VertexDisplay();
        return display;
    }

    private sealed class VertexDisplay
    {
        public VertexOutcome Shown { get; set; } = VertexOutcome.Waiting;

        /// <summary>By our own clock: a remote engine's may differ.</summary>
        public long Began { get; set; }

        public long Reported { get; set; }

        private bool Announced { get; set; }

        private VertexOutcome? Ended { get; set; }

        /// <summary>False where it ended the same way before: fetching a cached layer looks like a new beginning.</summary>
        public bool Ends(VertexOutcome outcome)
        {
            var isNew = Ended != outcome;
            Ended = outcome;
            return isNew;
        }

        /// <summary>True the first time: a vertex that begins again and again is announced once.</summary>
        public bool Announce() => !Announced && (Announced = true);
    }
}
