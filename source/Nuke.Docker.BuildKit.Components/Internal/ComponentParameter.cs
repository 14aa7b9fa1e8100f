using System.Reflection;
using System.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>A parameter that one of the components declares.</summary>
internal sealed class ComponentParameter(PropertyInfo property)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // NUKE declares them on its own types; the embedded host keeps them in a list.
    private static readonly string[] s_ofHost =
        ["Continue", "Help", "Host", "NoLogo", "Partition", "Plan", "Profile", "Root", "Skip", "Target", "Verbosity"];

    public PropertyInfo Property => property;

    public string Name { get; } = NameOf(property);

    public string Flag => "--" + Kebab(Name);

    /// <summary>The parameters that the components of a build class declare, without those for which the class has one of its own.</summary>
    public static IReadOnlyList<ComponentParameter> AllOf(Type build)
    {
        var own = OfClass(build);
        return
        [
            .. build.GetInterfaces().Where(IsComponent)
                .SelectMany(component => Of(component))
                .Where(parameter => !own.Contains(parameter.Name)),
        ];
    }

    /// <summary>The parameters that a component or one that it is based on declares.</summary>
    public static IEnumerable<string> NamesFrom(Type component) =>
        component.GetInterfaces().Append(component).Where(IsComponent).SelectMany(Of).Select(parameter => parameter.Name);

    /// <summary>All names that the build class, its components and the host take, those of components included.</summary>
    public static IReadOnlySet<string> AllNames(Type build)
    {
        var names = OfClass(build);
        names.UnionWith(build.GetInterfaces().SelectMany(NamesOf));
        names.UnionWith(s_ofHost);
        return names;
    }

    public static bool IsComponent(Type type) => type.IsInterface && type.Assembly == typeof(ComponentParameter).Assembly;

    /// <summary>Whether the build class has its own version of an interface's property.</summary>
    public static bool IsOverridden(Type build, Type component, string property)
    {
        var map = build.GetInterfaceMap(component);
        var index = Array.FindIndex(map.InterfaceMethods, method => method.Name == $"get_{property}");
        return index >= 0 && map.TargetMethods[index].DeclaringType != component;
    }

    private static IEnumerable<ComponentParameter> Of(Type component) =>
        component.GetProperties(Declared)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(property => new ComponentParameter(property));

    private static HashSet<string> OfClass(Type build)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var type = build; type is not null && type != typeof(object); type = type.BaseType)
            names.UnionWith(NamesOf(type));
        return names;
    }

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetMembers(Declared)
            .Where(member => member is PropertyInfo or FieldInfo && member.IsDefined(typeof(ParameterAttribute)))
            .Select(NameOf);

    private static string NameOf(MemberInfo member)
    {
        var prefix = member.DeclaringType!.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix;
        var name = member.GetCustomAttribute<ParameterAttribute>()!.Name ?? member.Name[(member.Name.LastIndexOf('.') + 1)..];
        return (prefix + name).Replace("-", "", StringComparison.Ordinal);
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
