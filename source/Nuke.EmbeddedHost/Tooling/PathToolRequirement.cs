namespace Nuke.Common.Tooling;

/// <summary>A program that must stand in a folder of PATH.</summary>
public class PathToolRequirement(string pathExecutable) : ToolRequirement
{
    public string PathExecutable { get; init; } = pathExecutable;
}
