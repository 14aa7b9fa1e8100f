namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An output line of a process, without its line ending.</summary>
/// <param name="Kind">Output stream.</param>
/// <param name="Text">Text of the line, with secret values of the settings redacted.</param>
public readonly record struct OutputLine(OutputKind Kind, string Text)
{
    /// <summary>Returns the text.</summary>
    public override string ToString() => Text;
}
