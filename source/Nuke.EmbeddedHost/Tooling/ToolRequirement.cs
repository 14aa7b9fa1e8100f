namespace Nuke.Common.Tooling;

/// <summary>A program that must exist before anything runs.</summary>
public class ToolRequirement;
