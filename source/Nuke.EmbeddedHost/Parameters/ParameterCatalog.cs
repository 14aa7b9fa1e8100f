using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Parameters;

/// <summary>Finds what a build class and its components want to have injected.</summary>
internal static class ParameterCatalog
{
    private const BindingFlags Declared
        = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static List<ParameterMember> Of(Type build)
    {
        var members = new List<ParameterMember>();
        for (var type = build; type != null && type != typeof(NukeBuild) && type != typeof(object); type = type.BaseType)
            Add(type, members, inherited: type != build);
        foreach (var type in build.GetInterfaces())
        {
            if (type != typeof(INukeBuild))
                Add(type, members, inherited: false);
        }

        // By name for help and schema; but what has a priority is injected by it.
        members.Sort(static (x, y) => x.Attribute.Priority != y.Attribute.Priority
            ? y.Attribute.Priority - x.Attribute.Priority
            : string.CompareOrdinal(x.Name, y.Name));
        return members;
    }

    private static void Add(Type type, List<ParameterMember> members, bool inherited)
    {
        foreach (var property in type.GetProperties(Declared))
        {
            if (!inherited || !TargetProperties.IsPrivate(property))
                Add(property, members);
        }

        foreach (var field in type.GetFields(Declared))
        {
            if (!inherited || !field.IsPrivate)
                Add(field, members);
        }
    }

    private static void Add(MemberInfo member, List<ParameterMember> members)
    {
        if (!member.IsDefined(typeof(ValueInjectionAttributeBase), inherit: false))
            return;
        var found = new ParameterMember(member);

        // A member of the class takes precedence over that of a base class or component with the same name.
        if (!members.Exists(x => x.Name.Equals(found.Name, StringComparison.OrdinalIgnoreCase)))
            members.Add(found);
    }
}
