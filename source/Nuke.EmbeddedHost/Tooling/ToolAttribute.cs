namespace Nuke.Common.Tooling;

/// <summary>Base of attributes that find a tool.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ToolAttribute : Attribute
{
    internal abstract ToolRequirement GetRequirement(string? version = null);
}
