using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Writes the exec form: a JSON list with minimal escaping.</summary>
internal static class DockerfileJson
{
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Text))}]";

    public static string Text(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
