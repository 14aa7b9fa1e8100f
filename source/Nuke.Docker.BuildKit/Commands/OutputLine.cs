namespace Nuke.Docker.BuildKit.Commands;

/// <summary>One line that a process wrote, without its line end.</summary>
/// <param name="Kind">The stream.</param>
/// <param name="Text">Secret values of the settings are redacted in it.</param>
public readonly record struct OutputLine(OutputKind Kind, string Text)
{
    /// <summary>The line itself.</summary>
    public override string ToString() => Text;
}
