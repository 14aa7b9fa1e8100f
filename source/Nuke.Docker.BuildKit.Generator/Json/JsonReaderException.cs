using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator.Json;

internal sealed class JsonReaderException(string message, TextSpan span) : Exception(message)
{
    public TextSpan Span { get; } = span;
}
