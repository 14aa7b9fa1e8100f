using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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
        if (report.HitRate is { } rate)
            json.WriteNumber("hitRate", rate);
        json.WriteNumber("contextBytes", report.ContextBytes);
        Write(json, report.Result);
        json.WriteStartArray("steps");
        foreach (var step in report.Steps)
            Write(json, step);
        json.WriteEndArray();
        if (report.Cache is { } cache)
            Write(json, cache);
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
        WriteText(json, "error", step.Error);
        WriteText(json, "cacheError", step.CacheError);
        json.WriteBoolean("baseImage", step.BaseImage);
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
