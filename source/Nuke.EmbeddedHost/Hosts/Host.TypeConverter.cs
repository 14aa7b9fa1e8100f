using System.ComponentModel;
using System.Globalization;
using Nuke.Common.CI;

namespace Nuke.Common;

public partial class Host
{
    private sealed class TypeConverter : System.ComponentModel.TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
            => value is string name ? HostDetection.ByName(name) : base.ConvertFrom(context, culture, value);
    }
}
