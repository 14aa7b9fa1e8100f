using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Finds the properties that define targets, one per name: those of the class, then those of its components.</summary>
internal static class TargetProperties
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="InvalidOperationException">It isn't clear which of several properties defines a target.</exception>
    public static IReadOnlyList<PropertyInfo> Of(Type build)
    {
        var ofClass = new List<PropertyInfo>();
        for (var type = build; type != null && type != typeof(object); type = type.BaseType)
        {
            foreach (var property in In(type))
            {
                // Private properties of a base class aren't targets of the derived class.
                if (!IsExplicit(property) && (type == build || !IsPrivate(property)) && !ofClass.Exists(x => x.Name == property.Name))
                    ofClass.Add(property);
            }
        }

        return [.. ofClass, .. OfComponents(build, ofClass)];
    }

    public static bool IsPrivate(PropertyInfo property) => property.GetMethod?.IsPrivate != false && property.SetMethod?.IsPrivate != false;

    /// <summary>The name without the interface that an explicit implementation names.</summary>
    public static string Name(MemberInfo member) => member.Name[(member.Name.LastIndexOf('.') + 1)..];

    /// <summary>Reads the property through a delegate. Reflection's own call compiles a stub for each getter that is called twice.</summary>
    public static Delegate? Factory(PropertyInfo property, object build) => property.GetMethod!.CreateDelegate<Func<Delegate?>>(build)();

    public static IEnumerable<PropertyInfo> In(Type type) => type.GetProperties(Declared).Where(x => !IsInjected(x) && IsTarget(x.PropertyType));

    private static bool IsTarget(Type type) => type == typeof(Target) || type == typeof(Setup) || type == typeof(Cleanup);

    // First, because the type of a property loads the assembly of that type, which --help doesn't need.
    private static bool IsInjected(PropertyInfo property) => property.IsDefined(typeof(ValueInjectionAttributeBase), inherit: false);

    private static List<PropertyInfo> OfComponents(Type build, List<PropertyInfo> ofClass)
    {
        var properties = new List<PropertyInfo>();
        foreach (var type in build.GetInterfaces())
        {
            foreach (var property in In(type))
            {
                // One component implements another's target: the other's property leads to it.
                if (!IsExplicit(property) && !IsReplaced(property, ofClass))
                    AddComponentTarget(property, properties);
            }
        }

        return properties;
    }

    private static bool IsReplaced(PropertyInfo property, List<PropertyInfo> ofClass)
    {
        if (ofClass.Find(x => x.Name == property.Name) is not { } own)
            return false;
        return own.GetMethod!.IsPublic
            ? true
            : throw new InvalidOperationException(
                $"Target '{own.Name}' of {own.DeclaringType!.Name} must be public, because it replaces that of {property.DeclaringType!.Name}");
    }

    private static void AddComponentTarget(PropertyInfo property, List<PropertyInfo> properties)
    {
        var known = properties.FindIndex(x => x.Name == property.Name);
        if (known < 0)
        {
            properties.Add(property);
            return;
        }

        var other = properties[known].DeclaringType!;
        if (property.DeclaringType!.GetInterfaces().Contains(other))
            properties[known] = property;
        else if (!other.GetInterfaces().Contains(property.DeclaringType))
        {
            throw new InvalidOperationException(
                $"Target '{property.Name}' is in both {other.Name} and {property.DeclaringType.Name}: let the build class have a public one");
        }
    }

    private static bool IsExplicit(PropertyInfo property) => property.Name.Contains('.', StringComparison.Ordinal);
}
