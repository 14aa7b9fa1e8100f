namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A word of an instruction.</summary>
/// <param name="Text">As written, line continuations taken out; variables and quotes as they stand, but for JSON.</param>
/// <param name="Span">Where it stands; for a word of a JSON array with its quotes.</param>
public sealed record DockerfileWord(string Text, SourceSpan Span)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
