namespace Nuke.Common.Tooling;

/// <summary>Marks a tool that is found on PATH.</summary>
public interface IRequirePathTool : IRequireTool;
