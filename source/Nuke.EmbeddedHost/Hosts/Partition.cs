using System.ComponentModel;
using System.Globalization;

namespace Nuke.Common.CI;

/// <summary>The part of a divided target that this run executes: <c>--partition 2/3</c>. Parts are counted from 1.</summary>
[TypeConverter(typeof(TypeConverter))]
public class Partition
{
    public static Partition Single { get; } = new() { Part = 1, Total = 1 };

    public int Part { get; set; }
    public int Total { get; set; }

    public bool IsIn(int part) => Total == 1 || part == Part;

    /// <summary>Every <see cref="Total"/>th item, beginning with the <see cref="Part"/>th.</summary>
    public IEnumerable<T> GetCurrent<T>(IEnumerable<T> enumerable)
    {
        var index = 0;
        foreach (var item in enumerable)
        {
            if (index++ % Total == Part - 1)
                yield return item;
        }
    }

    public override string ToString() => $"{Part}/{Total}";

    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
            => value is string text ? Parse(text) : base.ConvertFrom(context, culture, value);

        private static Partition Parse(string text)
        {
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0
                && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var total)
                && part >= 1 && part <= total)
                return new Partition { Part = part, Total = total };
            throw new FormatException("a partition is written PART/TOTAL, for instance 2/3");
        }
    }
}
