namespace Nuke.Common;

/// <summary>The target that opens a context; see <see cref="ITargetDefinition.DependsOnContext{T}"/>.</summary>
public delegate ITargetDefinition Setup(ITargetDefinition definition);
