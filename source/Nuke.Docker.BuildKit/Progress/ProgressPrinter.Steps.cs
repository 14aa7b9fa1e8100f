using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Progress;

internal sealed partial class ProgressPrinter
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
                // BuildKit ends the vertex of a base image several times. Those that took no time are not printed.
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
                var reason = HumanText.Shorten(vertex.Error ?? "", 160);
                Print(ProgressLevel.Warning, "LOST", vertex, $": the cached result can't be used, so the step runs again: {reason}");
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
        if (_group is not null && _style == ProgressStyle.Auto && vertex.Outcome == VertexOutcome.Ran && vertex.LastLines is { Count: > 0 } lines)
        {
            _group($"{result,9}  {Title(vertex)}", lines);
            return;
        }
        Print(isStep ? ProgressLevel.Information : ProgressLevel.Detail, result, vertex, "");
    }

    private void PrintFailure(BuildVertex vertex)
    {
        if (vertex.Name.Kind is VertexKind.CacheImport or VertexKind.CacheExport)
        {
            Print(ProgressLevel.Warning, "FAILED", vertex, $": {vertex.Error}");
            return;
        }
        // The exception that ends the build contains the output, and another attempt may succeed. Hosts repeat errors and warnings at the end.
        Print(ProgressLevel.Information, "FAILED", vertex, "");
    }

    private void PrintOutput(BuildVertex vertex, string line) => _print(ProgressLevel.Detail, OutputLine(vertex, line));

    private void Print(ProgressLevel level, string result, BuildVertex vertex, string rest) =>
        _print(level, $"{result,9}  {Title(vertex)}{rest}");

    // The prefix also prevents a CI server from interpreting "::error::" in the output of a step as a command.
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

        /// <summary>The start by the local clock, because the clock of a remote engine may differ.</summary>
        public long Began { get; set; }

        public long Reported { get; set; }

        private bool Announced { get; set; }

        private VertexOutcome? Ended { get; set; }

        /// <summary>Returns <c>false</c> if the vertex ended the same way before: fetching a cached layer looks like a new start.</summary>
        public bool Ends(VertexOutcome outcome)
        {
            var isNew = Ended != outcome;
            Ended = outcome;
            return isNew;
        }

        /// <summary>Returns <c>true</c> the first time: a vertex that starts several times is announced once.</summary>
        public bool Announce() => !Announced && (Announced = true);
    }
}
