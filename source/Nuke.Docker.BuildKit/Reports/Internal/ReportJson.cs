using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Reports.Internal;

/// <summary>
/// Writes the JSON that <see cref="ReportJsonContext"/> reads. Every build writes a report, and starting a serializer would add 40 ms to a build of
/// 450 ms. A test compares the two.
/// </summary>
internal static class ReportJson
{
    // A report is never part of an HTML page, so that "&&" and "größer" need no escaping.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(BuildReport report)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, report);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, BuildReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", report.Schema);
        json.WriteString("image", report.Image);
        WriteList(json, "tags", report.Tags);
        json.WriteString("started", report.Started);
        json.WriteNumber("seconds", report.Seconds);
        json.WriteNumber("exitCode", report.ExitCode);
        WriteText(json, "fault", report.Fault);
        WriteText(json, "faultFile", report.FaultFile);
        WriteNumber(json, "faultLine", report.FaultLine);
        WriteList(json, "overBudget", report.OverBudget);
        if (report.HitRate is { } rate)
            json.WriteNumber("hitRate", rate);
        WriteNumber(json, "savedSeconds", report.SavedSeconds);
        WriteNumber(json, "pullSeconds", report.PullSeconds);
        WriteNumber(json, "pushSeconds", report.PushSeconds);
        json.WriteNumber("contextBytes", report.ContextBytes);
        Write(json, report.Result);
        json.WriteStartArray("steps");
        foreach (var step in report.Steps)
            Write(json, step);
        json.WriteEndArray();
        if (report.Cache is { } cache)
            Write(json, cache);
        WriteItems(json, "causes", report.Causes, Write);
        WriteItems(json, "work", report.Work, Write);
        if (report.Context is { } context)
            Write(json, context);
        WriteItems(json, "layers", report.Layers, Write);
        WriteItems(json, "history", report.History, Write);
        Write(json, "cacheImports", report.CacheImports);
        Write(json, "cacheExports", report.CacheExports);
        WriteText(json, "cacheManifestDigest", report.CacheManifestDigest);
        json.WriteStartArray("attempts");
        foreach (var attempt in report.Attempts)
            Write(json, attempt);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in report.Checks)
            Write(json, check);
        json.WriteEndArray();
        WriteList(json, "notes", report.Notes);
        WriteText(json, "command", report.Command);
        WriteText(json, "builder", report.Builder);
        WriteText(json, "engine", report.Engine);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImageReport image)
    {
        json.WriteStartObject("result");
        WriteText(json, "digest", image.Digest);
        WriteText(json, "configDigest", image.ConfigDigest);
        if (image.Bytes is { } bytes)
            json.WriteNumber("bytes", bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StepReport step)
    {
        json.WriteStartObject();
        WriteText(json, "stage", step.Stage);
        WriteText(json, "platform", step.Platform);
        json.WriteNumber("number", step.Number);
        json.WriteNumber("of", step.Of);
        json.WriteString("instruction", step.Instruction);
        json.WriteString("result", step.Result.ToString());
        json.WriteNumber("seconds", step.Seconds);
        WriteNumber(json, "start", step.Start);
        json.WriteBoolean("critical", step.Critical);
        WriteNumber(json, "bytes", step.Bytes);
        WriteText(json, "error", step.Error);
        WriteText(json, "cacheError", step.CacheError);
        json.WriteBoolean("baseImage", step.BaseImage);
        json.WriteStartArray("past");
        foreach (var run in step.Past)
        {
            json.WriteStartObject();
            json.WriteNumber("build", run.Build);
            json.WriteNumber("seconds", run.Seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CacheReport cache)
    {
        json.WriteStartObject("cache");
        WriteList(json, "from", cache.From);
        WriteList(json, "to", cache.To);
        json.WriteString("reason", cache.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<CacheTransfer> transfers)
    {
        json.WriteStartArray(name);
        foreach (var transfer in transfers)
        {
            json.WriteStartObject();
            json.WriteString("place", transfer.Place);
            json.WriteBoolean("succeeded", transfer.Succeeded);
            WriteText(json, "error", transfer.Error);
            json.WriteNumber("seconds", transfer.Seconds);
            if (transfer.Bytes is { } bytes)
                json.WriteNumber("bytes", bytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, BuildAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("rung", attempt.Rung.ToString());
        WriteText(json, "reason", attempt.Reason);
        json.WriteNumber("start", attempt.Start);
        json.WriteNumber("seconds", attempt.Seconds);
        WriteText(json, "fault", attempt.Fault);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckWarning check)
    {
        json.WriteStartObject();
        json.WriteString("message", check.Message);
        WriteText(json, "file", check.File);
        if (check.Line is { } line)
            json.WriteNumber("line", line);
        WriteText(json, "url", check.Url);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StepCause cause)
    {
        WriteText(json, "stage", cause.Stage);
        WriteText(json, "platform", cause.Platform);
        json.WriteNumber("number", cause.Number);
        json.WriteNumber("of", cause.Of);
        json.WriteString("instruction", cause.Instruction);
        json.WriteString("kind", cause.Kind.ToString());
        json.WriteBoolean("isRoot", cause.IsRoot);
        json.WriteString("sentence", cause.Sentence);
        WriteList(json, "details", cause.Details);
        WriteText(json, "advice", cause.Advice);
        json.WriteNumber("seconds", cause.Seconds);
        json.WriteNumber("followers", cause.Followers);
        json.WriteNumber("followerSeconds", cause.FollowerSeconds);
    }

    private static void Write(Utf8JsonWriter json, WorkReport work)
    {
        json.WriteString("kind", work.Kind.ToString());
        json.WriteString("name", work.Name);
        json.WriteNumber("start", work.Start);
        json.WriteNumber("seconds", work.Seconds);
        WriteNumber(json, "bytes", work.Bytes);
        json.WriteBoolean("critical", work.Critical);
    }

    private static void Write(Utf8JsonWriter json, ContextReport context)
    {
        json.WriteStartObject("context");
        json.WriteNumber("files", context.Files);
        json.WriteNumber("bytes", context.Bytes);
        WriteItems(json, "parts", context.Parts, (writer, part) =>
        {
            writer.WriteString("path", part.Path);
            writer.WriteNumber("files", part.Files);
            writer.WriteNumber("bytes", part.Bytes);
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LayerReport layer)
    {
        json.WriteString("instruction", layer.Instruction);
        json.WriteNumber("bytes", layer.Bytes);
        WriteText(json, "digest", layer.Digest);
        json.WriteBoolean("base", layer.Base);
        WriteText(json, "change", layer.Change?.ToString());
        WriteNumber(json, "bytesBefore", layer.BytesBefore);
    }

    private static void Write(Utf8JsonWriter json, PastBuild build)
    {
        json.WriteNumber("number", build.Number);
        json.WriteString("started", build.Started);
        json.WriteNumber("seconds", build.Seconds);
        json.WriteNumber("exitCode", build.ExitCode);
        json.WriteNumber("cached", build.Cached);
        json.WriteNumber("ran", build.Ran);
        json.WriteNumber("contextBytes", build.ContextBytes);
        WriteNumber(json, "imageBytes", build.ImageBytes);
        WriteNumber(json, "pullSeconds", build.PullSeconds);
        WriteNumber(json, "pushSeconds", build.PushSeconds);
        json.WriteBoolean("overBudget", build.OverBudget);
        WriteText(json, "cause", build.Cause);
        WriteNumber(json, "hitRate", build.HitRate);
    }

    private static void WriteItems<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
