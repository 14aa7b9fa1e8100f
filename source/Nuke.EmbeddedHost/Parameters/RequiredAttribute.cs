namespace Nuke.Common;

/// <summary>The build does not start before the member has a value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class RequiredAttribute : Attribute;
