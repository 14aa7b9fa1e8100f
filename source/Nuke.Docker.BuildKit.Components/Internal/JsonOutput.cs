using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Prints the result of a target as JSON (<see cref="IHazDockerJson"/>). Hosts and loggers write to <see cref="Console.Out"/>, so that this writer is replaced
/// by standard error before the host prints its first line; the document is written to the stream itself.
/// </summary>
internal static class JsonOutput
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static bool written;

    /// <summary>Standard error as a writer; <c>null</c> unless JSON is printed.</summary>
    public static TextWriter? OtherOutput { get; private set; }

    /// <summary>Redirects the output of the host if the build was asked for JSON. Called before any target is defined.</summary>
    public static void Begin(INukeBuild build)
    {
        if (OtherOutput is not null || !IsRequested(build))
            return;
        // The stream itself: Console.Error would first read the description of the terminal.
        OtherOutput = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        Console.SetOut(OtherOutput);
    }

    /// <summary>Prints the result of a target, if requested.</summary>
    public static void Write<T>(IHazDockerJson build, string target, T result, JsonTypeInfo<T> type)
    {
        if (build.DockerJson)
            Print(build, target, (json, redactor) => Write(json, "result", JsonSerializer.SerializeToElement(result, type), redactor));
    }

    /// <summary>Prints a failure instead of a result, unless the result was printed.</summary>
    public static void WriteError(INukeBuild build, string message, int exitCode)
    {
        if (OtherOutput is null || written)
            return;
        // Parameters are checked before there is a plan.
        var target = build.ExecutionPlan is null ? null : build.RunningTargets.FirstOrDefault()?.Name;
        Print(build, target, (json, redactor) =>
        {
            json.WriteString("error", redactor.Redact(message));
            json.WriteNumber("exitCode", exitCode);
        });
    }

    // The host has injected no parameters yet, and an invalid value is reported later.
    private static bool IsRequested(INukeBuild build)
    {
        var property = typeof(IHazDockerJson).GetProperty(nameof(IHazDockerJson.DockerJson))!;
        return build is IHazDockerJson
            && ParameterSources.Of(build).Find(new ComponentParameter(property)) is [var given]
            && (given.Texts is [] || (bool.TryParse(given.Texts[0], out var value) && value))
            && (given.Name == nameof(IHazDockerJson.DockerJson) || !ComponentParameter.IsForeign(given.Name, build.GetType()));
    }

    private static void Print(INukeBuild build, string? target, Action<Utf8JsonWriter, Redactor> write)
    {
        written = true;
        var redactor = new Redactor(GivenSecrets.Of(build));
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            if (target is not null)
                json.WriteString("target", target);
            write(json, redactor);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    // Each text is redacted by itself: in the document, a secret may be escaped.
    private static void Write(Utf8JsonWriter json, string? name, JsonElement value, Redactor redactor)
    {
        if (name is not null)
            json.WritePropertyName(redactor.Redact(name));
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                    Write(json, member.Name, member.Value, redactor);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, null, item, redactor);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(redactor.Redact(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
