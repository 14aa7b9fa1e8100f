using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>The exec form: a JSON list, as short as JSON allows.</summary>
internal static class DockerfileJson
{
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Text))}]";

    public static string Text(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
