using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Docker.BuildKit.Reports.Internal;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>
/// Formats a report as trace events, which Perfetto and <c>chrome://tracing</c> open. Each stage is a process. Steps that overlap within a stage have
/// rows of their own.
/// </summary>
internal static class TraceEvents
{
    private const int Attempts = 1;
    private const int BuildKit = 2;

    public static string Of(BuildReport report)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, report);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, BuildReport report)
    {
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartObject("otherData");
        json.WriteString("image", report.Image);
        json.WriteString("started", report.Started);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        Name(json, Attempts, "build", 0);
        Event(json, Attempts, 1, report.Image, "build", 0, report.Seconds, args => args.WriteNumber("exitCode", report.ExitCode));
        foreach (var attempt in report.Attempts)
        {
            Event(json, Attempts, 2, AttemptText.Name(attempt.Rung), "attempt", attempt.Start, attempt.Seconds, args =>
            {
                if (attempt.Fault is not null)
                    args.WriteString("fault", attempt.Fault);
            });
        }
        WriteStages(json, report);
        Name(json, BuildKit, "BuildKit", 1000);
        var rows = new Rows();
        foreach (var work in report.Work)
        {
            Event(json, BuildKit, rows.Next(work.Start, work.Seconds), work.Name, work.Kind.ToString(), work.Start, work.Seconds, args =>
            {
                if (work.Bytes is { } bytes)
                    args.WriteNumber("bytes", bytes);
                args.WriteBoolean("critical", work.Critical);
            });
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter json, BuildReport report)
    {
        var process = BuildKit;
        foreach (var stage in report.Steps.GroupBy(step => (step.Platform, step.Stage)))
        {
            process++;
            Name(json, process, string.Join(' ', new[] { stage.Key.Platform, stage.Key.Stage ?? "Dockerfile" }.Where(part => part is not null)), process);
            var rows = new Rows();
            foreach (var step in stage.Where(step => step.Start is not null).OrderBy(step => step.Start))
            {
                var name = $"{step.Number}/{step.Of} {StepText.Instruction(step, 200)}";
                Event(json, process, rows.Next(step.Start!.Value, step.Seconds), name, StepText.Words(step.Result), step.Start.Value, step.Seconds, args =>
                {
                    args.WriteString("instruction", step.Instruction);
                    args.WriteBoolean("cached", step.Result == StepResult.Cached);
                    args.WriteBoolean("critical", step.Critical);
                    if (report.Causes.FirstOrDefault(cause => IsOf(cause, step)) is { } found)
                        args.WriteString("cause", found.Sentence);
                });
            }
        }

        static bool IsOf(Ledger.StepCause cause, StepReport step) =>
            (cause.Stage, cause.Platform, cause.Number, cause.Instruction) == (step.Stage, step.Platform, step.Number, step.Instruction);
    }

    private static void Name(Utf8JsonWriter json, int process, string name, int order)
    {
        Metadata("process_name", () => json.WriteString("name", name));
        Metadata("process_sort_index", () => json.WriteNumber("sort_index", order));

        void Metadata(string kind, Action value)
        {
            json.WriteStartObject();
            json.WriteString("ph", "M");
            json.WriteNumber("pid", process);
            json.WriteNumber("tid", 0);
            json.WriteString("name", kind);
            json.WriteStartObject("args");
            value();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Event(
        Utf8JsonWriter json,
        int process,
        int row,
        string name,
        string category,
        double start,
        double seconds,
        Action<Utf8JsonWriter> args)
    {
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteNumber("pid", process);
        json.WriteNumber("tid", row);
        json.WriteString("name", name);
        json.WriteString("cat", category);
        json.WriteNumber("ts", (long)(start * 1e6));
        json.WriteNumber("dur", (long)(seconds * 1e6));
        json.WriteStartObject("args");
        args(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Events of one row must not overlap, unless one contains the other.
    private sealed class Rows
    {
        private readonly List<double> _ends = [];

        public int Next(double start, double seconds)
        {
            var row = _ends.FindIndex(end => end <= start);
            if (row < 0)
            {
                row = _ends.Count;
                _ends.Add(0);
            }
            _ends[row] = start + seconds;
            return row + 1;
        }
    }
}
