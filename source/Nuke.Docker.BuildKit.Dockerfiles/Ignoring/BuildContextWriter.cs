using System.Buffers;
using System.Diagnostics.Contracts;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Writes a listing as JSON: everything that is sent, and what stays behind with the line that decided.</summary>
public static class BuildContextWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the listing to a file, whole or not at all.</summary>
    public static void Write(BuildContextListing listing, string path) => AtomicFile.WriteText(ToJson(listing), path);

    /// <summary>The listing as JSON.</summary>
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
