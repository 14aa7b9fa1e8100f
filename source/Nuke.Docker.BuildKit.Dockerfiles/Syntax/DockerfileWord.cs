namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A word of an instruction.</summary>
/// <param name="Text">The text as written, without line continuations. Only words of a JSON array are unquoted.</param>
/// <param name="Span">The span, including the quotes of a word in a JSON array.</param>
internal sealed record DockerfileWord(string Text, SourceSpan Span)
{
    /// <summary>Returns the text.</summary>
    public override string ToString() => Text;
}
