using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>Prefix for the name of each parameter of the interface: <c>Docker</c> makes <c>Registry</c> into <c>--docker-registry</c>.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public class ParameterPrefixAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix.TrimEnd(nameof(Prefix));
}
