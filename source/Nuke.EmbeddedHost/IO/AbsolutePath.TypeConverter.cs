using System.ComponentModel;
using System.Globalization;

namespace Nuke.Common.IO;

public partial class AbsolutePath
{
    /// <summary>Returns the path itself if it is absolute, otherwise the path relative to the folder.</summary>
    internal static AbsolutePath From(AbsolutePath folder, string path) => PathConstruction.HasPathRoot(path) ? Create(path) : folder / path;

    /// <summary>Resolves a relative path against the working directory.</summary>
    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
            => value is string path ? From(EnvironmentInfo.WorkingDirectory, path) : base.ConvertFrom(context, culture, value);
    }
}
