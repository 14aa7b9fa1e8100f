namespace Nuke.Common.Tooling;

/// <summary>Says how a tool is found.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ToolAttribute : Attribute
{
    internal abstract ToolRequirement GetRequirement(string? version = null);
}
