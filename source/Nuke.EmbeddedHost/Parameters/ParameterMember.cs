using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Parameters;

/// <summary>A field or property of the build class or a component that gets its value from outside.</summary>
internal sealed class ParameterMember
{
    public ParameterMember(MemberInfo member)
    {
        Member = member;
        Attribute = member.GetCustomAttributes(typeof(ValueInjectionAttributeBase), inherit: false).OfType<ValueInjectionAttributeBase>().FirstOrDefault()
            ?? throw new InvalidOperationException($"'{member.DeclaringType?.Name}.{member.Name}' is read as a parameter, but has no attribute [Parameter]");
        var prefix = member.DeclaringType!.IsInterface ? member.DeclaringType.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix : null;
        Name = prefix + (Parameter?.Name ?? ShortName(member));
        Alias = ReadAlias(member);
    }

    public MemberInfo Member { get; }
    public ValueInjectionAttributeBase Attribute { get; }
    public ParameterAttribute? Parameter => Attribute as ParameterAttribute;

    /// <summary>The name with its prefix, in camel humps.</summary>
    public string Name { get; }
    public string Flag => "--" + Kebab(Name);

    /// <summary>A second name, which the member reads by itself; <c>null</c>: none. NUKE ignores all names that it doesn't know.</summary>
    public string? Alias { get; }
    public string? Description => Parameter?.Description;
    public bool Listed => Parameter is { List: true };
    public bool Secret => Member.IsDefined(typeof(SecretAttribute), inherit: false);
    public bool Required => Member.IsDefined(typeof(RequiredAttribute), inherit: false);
    public char? Separator => Parameter?.Separator is { Length: > 0 } separator ? separator[0] : null;
    public Type Type => Member is FieldInfo variable ? variable.FieldType : ((PropertyInfo)Member).PropertyType;
    public bool OnInterface => Member.DeclaringType!.IsInterface;

    public static string ShortName(MemberInfo member) => member.Name[(member.Name.LastIndexOf('.') + 1)..];

    public static string Kebab(string name)
        => string.Join('-', name.SplitCamelHumpsWithKnownWords()).ToLowerInvariant();

    // From metadata: to create the attribute, the runtime would compile code that sets its property, which --help would wait for.
    private static string? ReadAlias(MemberInfo member)
    {
        if (!member.IsDefined(typeof(DisplayAttribute), inherit: false))
            return null;
        var display = member.GetCustomAttributesData().First(attribute => attribute.AttributeType == typeof(DisplayAttribute));
        return display.NamedArguments.FirstOrDefault(argument => argument.MemberName == nameof(DisplayAttribute.ShortName)).TypedValue.Value as string;
    }

    /// <summary>Returns the allowed values; <c>null</c>: any.</summary>
    public IReadOnlyList<string>? ValueSet(object build)
    {
        if (Parameter?.GetValueSet(Member, build) is { } own)
            return [.. own.Select(x => x.Item1).Order(StringComparer.Ordinal)];
        if (Parameter?.ValueProviderMember is { } provider)
            return ReadProvider(Parameter.ValueProviderType ?? build.GetType(), provider, build);
        return ValueConverter.AllowedValues(ValueConverter.ElementType(Type) ?? Type);
    }

    public object? Read(object build) => Member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)Member).GetValue(build);

    /// <summary>Sets a field, the backing field of a property, or a property without one.</summary>
    /// <exception cref="ArgumentException">The member can't be set.</exception>
    public void Write(object build, object? value)
    {
        if (Member is FieldInfo field)
        {
            field.SetValue(build, value);
            return;
        }

        var property = (PropertyInfo)Member;
        const BindingFlags Private = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var behind = property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Private);
        Assert.True(
            behind != null || property.SetMethod != null,
            $"'{Name}' can't be set: a parameter of a build class is a field or an automatic property");
        if (behind != null)
            behind.SetValue(build, value);
        else
            property.SetValue(build, value);
    }

    private static List<string> ReadProvider(Type type, string name, object build)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var values = type.GetField(name, All)?.GetValue(build)
            ?? type.GetProperty(name, All)?.GetValue(build)
            ?? type.GetMethod(name, All, [])?.Invoke(build, null);
        return values is IEnumerable<string> texts
            ? [.. texts.Order(StringComparer.Ordinal)]
            : throw new InvalidOperationException($"'{type.Name}.{name}' must be a field, property or method that returns IEnumerable<string>");
    }
}
