using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>A closed set of values, each a public static field of the subclass.</summary>
public abstract class Enumeration
{
    protected string Value { get; set; } = "";

    public static implicit operator string?(Enumeration? value) => value?.Value;

    public static bool operator ==(Enumeration? a, Enumeration? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.Equals(b));

    public static bool operator !=(Enumeration? a, Enumeration? b) => !(a == b);

    protected bool Equals(Enumeration other) => other?.GetType() == GetType() && Value == other.Value;

    public override bool Equals(object? obj) => obj is Enumeration other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    public override string ToString() => Value;

    internal static IEnumerable<FieldInfo> Fields(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(x => type.IsAssignableFrom(x.FieldType));

    /// <summary>Finds the value by its field's name; case doesn't matter.</summary>
    public class TypeConverter<T> : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
            => value is string text
                ? Fields(typeof(T)).Where(x => x.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(x => x.GetValue(null)).FirstOrDefault()
                    ?? throw new FormatException($"'{text}' is not one of {string.Join(", ", Fields(typeof(T)).Select(x => x.Name))}")
                : base.ConvertFrom(context, culture, value);
    }
}
