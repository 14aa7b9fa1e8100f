namespace Nuke.Common.Tooling;

/// <summary>A program that must be there before anything runs.</summary>
public class ToolRequirement;
