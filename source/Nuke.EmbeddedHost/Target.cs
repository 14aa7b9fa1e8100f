namespace Nuke.Common;

/// <summary>Defines a target. Written as a property: <c>Target Compile => _ => _.Executes(…)</c>.</summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
