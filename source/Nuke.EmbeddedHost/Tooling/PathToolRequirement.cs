namespace Nuke.Common.Tooling;

/// <summary>A program that must be in a folder of PATH.</summary>
public class PathToolRequirement(string pathExecutable) : ToolRequirement
{
    public string PathExecutable { get; init; } = pathExecutable;
}
