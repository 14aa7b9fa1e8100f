using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Writes and reads ledgers as JSON that people can read and compare. Starting a serializer would take longer than writing.</summary>
internal static class LedgerJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(BuildLedger ledger)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            WriteBuild(json, ledger);
            json.WriteStartArray("steps");
            foreach (var step in ledger.Steps)
                WriteStep(json, step);
            json.WriteEndArray();
            json.WriteStartArray("causes");
            foreach (var cause in ledger.Causes)
                WriteCause(json, cause);
            json.WriteEndArray();
            json.WriteStartObject("packages");
            foreach (var (path, packages) in ledger.Packages)
                WriteMap(json, path, packages);
            json.WriteEndObject();
            json.WriteStartObject("contexts");
            foreach (var (name, files) in ledger.Contexts)
                WriteList(json, name, files.Select(file => file.ToLine()));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a ledger; <c>null</c> if the text is damaged or of another version.</summary>
    public static BuildLedger? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Number(root, "schema") == BuildLedger.CurrentSchema ? ReadBuild(root) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static void WriteBuild(Utf8JsonWriter json, BuildLedger ledger)
    {
        json.WriteNumber("schema", ledger.Schema);
        json.WriteString("image", ledger.Image);
        WriteText(json, "target", ledger.Target);
        json.WriteString("time", ledger.Time);
        if (ledger.Baseline is { } baseline)
            json.WriteString("baseline", baseline);
        if (ledger.Started is { } started)
            json.WriteString("started", started);
        WriteText(json, "reasonToBuild", ledger.ReasonToBuild);
        json.WriteBoolean("succeeded", ledger.Succeeded);
        WriteText(json, "fault", ledger.Fault);
        if (ledger.EngineStopped)
            json.WriteBoolean("engineStopped", true);
        json.WriteNumber("seconds", ledger.Seconds);
        WriteText(json, "builder", ledger.Builder);
        WriteText(json, "keyId", ledger.KeyId);
        WriteText(json, "engine", ledger.Engine);
        WriteText(json, "engineDigest", ledger.EngineDigest);
        WriteText(json, "engineVersion", ledger.EngineVersion);
        WriteText(json, "frontend", ledger.Frontend);
        json.WriteBoolean("noCache", ledger.NoCache);
        WriteList(json, "noCacheFilter", ledger.NoCacheFilter);
        WriteList(json, "cacheFrom", ledger.CacheFrom);
        WriteList(json, "failedImports", ledger.FailedImports);
        WriteMap(json, "ownCaches", ledger.OwnCaches);
        WriteMap(json, "bases", ledger.Bases);
        WriteMap(json, "baseContents", ledger.BaseContents);
        WriteMap(json, "ignoreRules", ledger.IgnoreRules);
        WriteText(json, "imageDigest", ledger.ImageDigest);
        WriteText(json, "configDigest", ledger.ConfigDigest);
        WriteText(json, "skipKey", ledger.SkipKey);
        WriteMap(json, "skipInputs", ledger.SkipInputs);
    }

    private static void WriteStep(Utf8JsonWriter json, LedgerStep step)
    {
        json.WriteStartObject();
        WriteText(json, "stage", step.Stage);
        WriteText(json, "stageName", step.StageName);
        WriteText(json, "platform", step.Platform);
        json.WriteNumber("number", step.Number);
        json.WriteNumber("of", step.Of);
        json.WriteString("keyword", step.Keyword);
        json.WriteString("instruction", step.Instruction);
        json.WriteString("result", step.Result);
        json.WriteNumber("seconds", step.Seconds);
        if (step.RanSeconds is { } ran)
            json.WriteNumber("ranSeconds", ran);
        json.WriteNumber("parent", step.Parent);
        WriteText(json, "base", step.Base);
        WriteMap(json, "inputs", step.Inputs);
        if (step.Unkeyed.Count > 0)
            WriteMap(json, "unkeyed", step.Unkeyed);
        if (step.CacheMounts.Count > 0)
            WriteMap(json, "cacheMounts", step.CacheMounts);
        if (step.Sources.Count > 0)
        {
            json.WriteStartArray("sources");
            foreach (var source in step.Sources)
                json.WriteNumberValue(source);
            json.WriteEndArray();
        }

        WriteList(json, "images", step.Images);
        WriteText(json, "context", step.Context);
        WriteList(json, "paths", step.Paths);
        WriteList(json, "excludes", step.Excludes);
        WriteText(json, "files", step.Files);
        WriteText(json, "uncertain", step.Uncertain);
        WriteText(json, "unproved", step.Unproved);
        WriteText(json, "own", step.Own);
        WriteText(json, "key", step.Key);
        json.WriteEndObject();
    }

    private static void WriteCause(Utf8JsonWriter json, StepCause cause)
    {
        json.WriteStartObject();
        WriteText(json, "stage", cause.Stage);
        WriteText(json, "platform", cause.Platform);
        json.WriteNumber("number", cause.Number);
        json.WriteNumber("of", cause.Of);
        json.WriteString("instruction", cause.Instruction);
        json.WriteString("kind", cause.Kind.ToString());
        json.WriteString("sentence", cause.Sentence);
        WriteList(json, "details", cause.Details);
        WriteText(json, "advice", cause.Advice);
        json.WriteNumber("seconds", cause.Seconds);
        json.WriteNumber("followers", cause.Followers);
        json.WriteNumber("followerSeconds", cause.FollowerSeconds);
        json.WriteEndObject();
    }

    private static IReadOnlyList<LedgerFile> FilesOf(JsonElement lines) =>
        [.. lines.EnumerateArray().Select(line => LedgerFile.Parse(line.GetString() ?? "")).OfType<LedgerFile>()];

    private static StepCause ReadCause(JsonElement cause) => new()
    {
        Stage = Text(cause, "stage"),
        Platform = Text(cause, "platform"),
        Number = Number(cause, "number"),
        Of = Number(cause, "of"),
        Instruction = Text(cause, "instruction") ?? "",
        Kind = Enum.TryParse<CauseKind>(Text(cause, "kind"), out var kind) ? kind : CauseKind.Unknown,
        Sentence = Text(cause, "sentence") ?? "",
        Details = List(cause, "details"),
        Advice = Text(cause, "advice"),
        Seconds = cause.GetProperty("seconds").GetDouble(),
        Followers = Number(cause, "followers"),
        FollowerSeconds = cause.GetProperty("followerSeconds").GetDouble(),
    };

    private static BuildLedger ReadBuild(JsonElement root) => new()
    {
        Image = Text(root, "image") ?? "",
        Target = Text(root, "target"),
        Time = root.GetProperty("time").GetDateTimeOffset(),
        Baseline = root.TryGetProperty("baseline", out var baseline) ? baseline.GetDateTimeOffset() : null,
        Started = root.TryGetProperty("started", out var started) ? started.GetDateTimeOffset() : null,
        ReasonToBuild = Text(root, "reasonToBuild"),
        Fault = Text(root, "fault"),
        Succeeded = Flag(root, "succeeded"),
        EngineStopped = Flag(root, "engineStopped"),
        Seconds = root.GetProperty("seconds").GetDouble(),
        Builder = Text(root, "builder") ?? "",
        KeyId = Text(root, "keyId") ?? "",
        Engine = Text(root, "engine") ?? "",
        EngineDigest = Text(root, "engineDigest") ?? "",
        EngineVersion = Text(root, "engineVersion") ?? "",
        Frontend = Text(root, "frontend") ?? "",
        NoCache = Flag(root, "noCache"),
        NoCacheFilter = List(root, "noCacheFilter"),
        CacheFrom = List(root, "cacheFrom"),
        FailedImports = List(root, "failedImports"),
        OwnCaches = Map(root, "ownCaches"),
        Bases = Map(root, "bases"),
        BaseContents = Map(root, "baseContents"),
        IgnoreRules = Map(root, "ignoreRules"),
        ImageDigest = Text(root, "imageDigest"),
        ConfigDigest = Text(root, "configDigest"),
        SkipKey = Text(root, "skipKey") ?? "",
        SkipInputs = Map(root, "skipInputs"),
        Steps = [.. root.GetProperty("steps").EnumerateArray().Select(ReadStep)],
        Causes = root.TryGetProperty("causes", out var causes) ? [.. causes.EnumerateArray().Select(ReadCause)] : [],
        Packages = root.GetProperty("packages").EnumerateObject().ToDictionary(
            file => file.Name,
            file => (IReadOnlyDictionary<string, string>)MapOf(file.Value),
            StringComparer.Ordinal),
        Contexts = root.GetProperty("contexts").EnumerateObject().ToDictionary(
            context => context.Name,
            context => FilesOf(context.Value),
            StringComparer.Ordinal),
    };

    private static LedgerStep ReadStep(JsonElement step) => new()
    {
        Stage = Text(step, "stage"),
        StageName = Text(step, "stageName"),
        Platform = Text(step, "platform"),
        Number = Number(step, "number"),
        Of = Number(step, "of"),
        Keyword = Text(step, "keyword") ?? "",
        Instruction = Text(step, "instruction") ?? "",
        Result = Text(step, "result") ?? "",
        Seconds = step.GetProperty("seconds").GetDouble(),
        RanSeconds = step.TryGetProperty("ranSeconds", out var ran) ? ran.GetDouble() : null,
        Parent = Number(step, "parent"),
        Base = Text(step, "base") ?? "",
        Inputs = Map(step, "inputs"),
        Unkeyed = Map(step, "unkeyed"),
        CacheMounts = Map(step, "cacheMounts"),
        Sources = step.TryGetProperty("sources", out var sources) ? [.. sources.EnumerateArray().Select(source => source.GetInt32())] : [],
        Images = List(step, "images"),
        Context = Text(step, "context"),
        Paths = List(step, "paths"),
        Excludes = List(step, "excludes"),
        Files = Text(step, "files") ?? "",
        Uncertain = Text(step, "uncertain"),
        Unproved = Text(step, "unproved"),
        Own = Text(step, "own") ?? "",
        Key = Text(step, "key") ?? "",
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();

    private static IReadOnlyList<string> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    private static Dictionary<string, string> Map(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? MapOf(value) : [];

    private static Dictionary<string, string> MapOf(JsonElement value) =>
        value.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? "", StringComparer.Ordinal);

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
