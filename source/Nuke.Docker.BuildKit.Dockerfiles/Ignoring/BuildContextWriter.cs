using System.Buffers;
using System.Diagnostics.Contracts;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Writes a listing as JSON: the entries that are sent, and the excluded ones with the deciding lines.</summary>
internal static class BuildContextWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a listing to a file atomically.</summary>
    public static void Write(BuildContextListing listing, string path) => AtomicFile.WriteText(ToJson(listing), path);

    /// <summary>Returns a listing as JSON.</summary>
    [Pure]
    public static string ToJson(BuildContextListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteNumber("files", listing.Files);
            json.WriteNumber("bytes", listing.Bytes);
            json.WriteString("ignoreFile", listing.IgnoreFile.Path is { } file ? Path.GetRelativePath(listing.Folder, file) : null);
            Write(json, listing);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, BuildContextListing listing)
    {
        json.WriteStartArray("sent");
        foreach (var entry in listing.Entries)
        {
            json.WriteStartObject();
            json.WriteString("path", entry.Path);
            json.WriteString("kind", entry.Kind.ToString());
            json.WriteNumber("bytes", entry.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ignored");
        foreach (var entry in listing.Ignored)
        {
            json.WriteStartObject();
            json.WriteString("path", entry.Path);
            json.WriteBoolean("folder", entry.Folder);
            json.WriteNumber("line", entry.Rule.Line);
            json.WriteString("rule", entry.Rule.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
