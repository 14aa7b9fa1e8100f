namespace Nuke.Common;

/// <summary>Hides the value of the parameter in everything that is logged.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public class SecretAttribute : Attribute;
