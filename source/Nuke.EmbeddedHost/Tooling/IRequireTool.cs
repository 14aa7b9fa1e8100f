namespace Nuke.Common.Tooling;

/// <summary>Marks a tool that a target can require; the tool's own attribute says how it is found.</summary>
public interface IRequireTool;
