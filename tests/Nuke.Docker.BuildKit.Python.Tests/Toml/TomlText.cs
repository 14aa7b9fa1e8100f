using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Python.Toml;

namespace Nuke.Docker.BuildKit.Python.Tests.Toml;

/// <summary>A value in one line: strings in quotes, floats with f, dates as they are, arrays and tables in brackets and braces.</summary>
internal static class TomlText
{
    public static string Of(TomlValue value) => Of(value, Of);

    /// <param name="number">How floats are written.</param>
    public static string Of(TomlValue value, Func<double, string> number) => value switch
    {
        TomlString text => Quoted(text.Value),
        TomlInteger whole => whole.Value.ToString(),
        TomlFloat real => number(real.Value),
        TomlBoolean truth => truth.Value ? "true" : "false",
        TomlOffsetDateTime moment => Of(moment.Local) + Of(moment.Offset),
        TomlLocalDateTime moment => Of(moment.Value),
        TomlLocalDate day => day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TomlLocalTime time => time.Value.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        TomlArray array => $"[{string.Join(", ", array.Items.Select(item => Of(item, number)))}]",
        TomlTable table => $"{{{string.Join(", ", table.Entries.Select(entry => $"{Key(entry.Key)}: {Of(entry.Value, number)}"))}}}",
        _ => throw new InvalidOperationException(value.Kind),
    };

    public static string Of(double value) => double.IsNaN(value) ? "nan" : $"f{value.ToString("R", CultureInfo.InvariantCulture)}";

    public static string Key(string key) => key.Length > 0 && key.All(char.IsAsciiLetterOrDigit) ? key : Quoted(key);

    public static string Quoted(string text)
    {
        var result = new StringBuilder("'");
        foreach (var character in text)
            result.Append(character is >= ' ' and < '\u007F' and not '\'' and not '\\' ? character.ToString() : $"\\{(int)character:x}.");
        return result.Append('\'').ToString();
    }

    private static string Of(DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    private static string Of(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm}";
}
