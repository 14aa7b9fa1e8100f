using System.Reflection;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.ValueInjection;

/// <summary>Sets the field or property that it is applied to when the build starts.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValueInjectionAttributeBase : Attribute
{
    public INukeBuild Build { get; internal set; } = null!;

    /// <summary>Higher values are injected first.</summary>
    public virtual int Priority => 0;

    public virtual bool SuppressWarnings => false;

    public abstract object? GetValue(MemberInfo member, object instance);

    /// <summary>Returns the value, or logs a warning and returns <c>null</c> if <see cref="GetValue"/> throws.</summary>
    public object? TryGetValue(MemberInfo member, object instance)
    {
        try
        {
            return GetValue(member, instance);
        }
        catch (Exception exception) when (this is not ParameterAttribute)
        {
            if (!SuppressWarnings)
                Log.Warning("Could not inject value for {Member:l}: {Reason:l}", member.Name, exception.Unwrap().Message);
            return null;
        }
    }
}
