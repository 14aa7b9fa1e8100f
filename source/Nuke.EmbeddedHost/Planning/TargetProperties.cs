using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Finds the properties that define targets, one a name: those of the class, then those of its components.</summary>
internal static class TargetProperties
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<PropertyInfo> Of(Type build)
    {
        var properties = new List<PropertyInfo>();
        for (var type = build; type != null && type != typeof(object); type = type.BaseType)
        {
            foreach (var property in In(type))
            {
                if (!properties.Exists(x => Name(x) == Name(property)))
                    properties.Add(property);
            }
        }

        var ofClass = properties.Count;
        foreach (var type in build.GetInterfaces())
        {
            foreach (var property in In(type))
                AddComponentTarget(property, properties, ofClass);
        }

        return properties;
    }

    /// <summary>The name without the interface that an explicit implementation names.</summary>
    public static string Name(MemberInfo member) => member.Name[(member.Name.LastIndexOf('.') + 1)..];

    /// <summary>Asks the property as a call would. Reflection's own call compiles a stub for each getter that is asked twice.</summary>
    public static Delegate? Factory(PropertyInfo property, object build) => property.GetMethod!.CreateDelegate<Func<Delegate?>>(build)();

    public static IEnumerable<PropertyInfo> In(Type type)
        => type.GetProperties(Declared).Where(x => x.PropertyType == typeof(Target) || x.PropertyType == typeof(Setup) || x.PropertyType == typeof(Cleanup));

    private static void AddComponentTarget(PropertyInfo property, List<PropertyInfo> properties, int ofClass)
    {
        // One component implements another's target: the other's property leads to it.
        if (property.Name.Contains('.', StringComparison.Ordinal))
            return;

        var known = properties.FindIndex(x => Name(x) == property.Name);
        if (known < 0)
        {
            properties.Add(property);
            return;
        }

        if (known < ofClass)
            return;
        var other = properties[known].DeclaringType!;
        if (property.DeclaringType!.GetInterfaces().Contains(other))
            properties[known] = property;
        else if (!other.GetInterfaces().Contains(property.DeclaringType))
            throw new InvalidOperationException($"Target '{property.Name}' is in both {other.Name} and {property.DeclaringType.Name}: let the build class implement one of them");
    }
}
