using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Parameter that one of the components declares.</summary>
/// <remarks>
/// Its short name, if it has one, is the <see cref="DisplayAttribute.ShortName"/> of the property: an attribute of .NET, because a host that
/// rejects unknown names must know it too.
/// </remarks>
internal sealed class ComponentParameter
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // NUKE declares them on its own types; the embedded host keeps them in a list.
    private static readonly string[] s_ofHost =
        ["Continue", "Help", "Host", "NoLogo", "Partition", "Plan", "Profile", "Root", "Skip", "Target", "Verbosity"];

    public ComponentParameter(PropertyInfo property)
        : this(property, property.GetCustomAttribute<DisplayAttribute>()?.ShortName)
    {
    }

    private ComponentParameter(PropertyInfo property, string? shortName)
    {
        Property = property;
        Name = NameOf(property);
        Names = shortName is null ? [Name] : [Name, shortName];
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    /// <summary>The full name and, if the parameter has one, the short name.</summary>
    public IReadOnlyList<string> Names { get; }

    public string Flag => FlagOf(Name);

    /// <summary>Returns the parameters that the components of a build class declare, without those that the class declares itself.</summary>
    public static IReadOnlyList<ComponentParameter> AllOf(Type build)
    {
        var own = OfClass(build);
        var foreign = NamesOfOthers(build);
        return
        [
            .. build.GetInterfaces().Where(IsComponent)
                .SelectMany(component => Of(component))
                .Where(parameter => !own.Contains(parameter.Name))
                .Select(parameter => parameter.Without(foreign)),
        ];
    }

    /// <summary>Returns true if a name is that of a parameter that no component declares.</summary>
    public static bool IsForeign(string name, Type build) => NamesOfOthers(build).Contains(name);

    /// <summary>The parameters that a component or one that it is based on declares.</summary>
    public static IEnumerable<string> NamesFrom(Type component) =>
        component.GetInterfaces().Append(component).Where(IsComponent).SelectMany(Of).Select(parameter => parameter.Name);

    /// <summary>Returns all names that the build class, its components and the host accept, short names included.</summary>
    public static IReadOnlySet<string> AllNames(Type build)
    {
        var names = NamesOfOthers(build);
        names.UnionWith(AllOf(build).SelectMany(parameter => parameter.Names));
        return names;
    }

    public static string FlagOf(string name) => "--" + Kebab(name);

    public static bool IsComponent(Type type) => type.IsInterface && type.Assembly == typeof(ComponentParameter).Assembly;

    /// <summary>Returns true if the build class has its own version of an interface's property.</summary>
    public static bool IsOverridden(Type build, Type component, string property)
    {
        var map = build.GetInterfaceMap(component);
        var index = Array.FindIndex(map.InterfaceMethods, method => method.Name == $"get_{property}");
        return index >= 0 && map.TargetMethods[index].DeclaringType != component;
    }

    private ComponentParameter Without(HashSet<string> foreign) =>
        Names is [var name, var shortName] && (foreign.Contains(name) || foreign.Contains(shortName)) ? new ComponentParameter(Property, null) : this;

    private static IEnumerable<ComponentParameter> Of(Type component) =>
        component.GetProperties(Declared)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(property => new ComponentParameter(property));

    // The names of parameters that no component declares.
    private static HashSet<string> NamesOfOthers(Type build)
    {
        var names = OfClass(build);
        names.UnionWith(build.GetInterfaces().Where(type => !IsComponent(type)).SelectMany(NamesOf));
        names.UnionWith(s_ofHost);
        return names;
    }

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
