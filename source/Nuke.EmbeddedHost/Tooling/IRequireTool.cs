namespace Nuke.Common.Tooling;

/// <summary>Marks a tool that a target can require; the tool's own attribute finds it.</summary>
public interface IRequireTool;
