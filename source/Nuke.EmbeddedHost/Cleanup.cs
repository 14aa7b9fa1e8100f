namespace Nuke.Common;

/// <summary>The target that closes a context. It runs after a failure too.</summary>
public delegate ITargetDefinition Cleanup(ITargetDefinition definition);
