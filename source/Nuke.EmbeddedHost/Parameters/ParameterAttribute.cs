using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>
/// Takes the value of a field or property from the command line, an environment variable or <c>.nuke/parameters.json</c>,
/// in this order. On an interface the property reads it: <c>string Registry => TryGetValue(() => Registry)</c>.
/// </summary>
public class ParameterAttribute(string? description = null) : ValueInjectionAttributeBase
{
    public virtual string? Description { get; } = description;

    /// <summary>The name on the command line; <c>null</c> takes the member's.</summary>
    public string? Name { get; set; }

    /// <summary>Single character that separates the items of one value; <c>null</c>: items are separate arguments.</summary>
    public string? Separator { get; set; }

    /// <summary>True if <c>--help</c> shows the parameter. Default: true.</summary>
    public virtual bool List { get; set; } = true;

    /// <summary>The member of the build (or of <see cref="ValueProviderType"/>) that lists the allowed values.</summary>
    public string? ValueProviderMember { get; set; }

    public Type? ValueProviderType { get; set; }

    public virtual IEnumerable<(string, object)>? GetValueSet(MemberInfo member, object instance) => null;

    public override object? GetValue(MemberInfo member, object instance) => BuildSession.Current.Injection.Resolve(member);
}
