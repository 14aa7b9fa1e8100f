namespace Nuke.Common.Tooling;

/// <summary>A line that a program wrote.</summary>
public struct Output
{
    public OutputType Type;
    public string Text;
}
