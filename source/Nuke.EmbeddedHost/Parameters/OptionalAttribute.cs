namespace Nuke.Common;

/// <summary>Says that a member of a required kind may stay without a value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class OptionalAttribute : Attribute;
