using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Writes a line of comma-separated fields as buildx reads it (Go's <c>encoding/csv</c>), and its redacted form.</summary>
public sealed class CsvWriter
{
    private readonly StringBuilder _value = new();
    private StringBuilder? _display;

    /// <summary>Adds a field.</summary>
    public CsvWriter Add(string field)
    {
        Append(_value, field);
        if (_display is not null)
            Append(_display, field);
        return this;
    }

    /// <summary>Adds <c>key=value</c>; nothing if the value is <c>null</c>.</summary>
    public CsvWriter Add(string key, string? value) => value is null ? this : Add($"{key}={value}");

    /// <summary>Adds <c>key=true</c> or <c>key=false</c>; nothing if the value is <c>null</c>.</summary>
    public CsvWriter Add(string key, bool? value) => Add(key, value switch { true => "true", false => "false", null => null });

    /// <summary>Adds <c>key=5</c>; nothing if the value is <c>null</c>.</summary>
    public CsvWriter Add(string key, int? value) => Add(key, value?.ToString());

    /// <summary>Adds <c>key=value</c>, shown in logs as <c>key=[REDACTED]</c>.</summary>
    public CsvWriter AddSecret(string key, string? value)
    {
        if (value is null)
            return this;

        _display ??= new StringBuilder(_value.ToString());
        Append(_value, $"{key}={value}");
        Append(_display, $"{key}={Argument.Redacted}");
        return this;
    }

    /// <summary>Returns the line.</summary>
    public Argument ToArgument() => new(_value.ToString(), _display?.ToString());

    /// <summary>Returns the line for logs, without secrets.</summary>
    public override string ToString() => ToArgument().ToString();

    private static void Append(StringBuilder line, string field)
    {
        // An empty first field needs quotes: otherwise the line would have no field.
        var first = line.Length == 0;
        if (!first)
            line.Append(',');

        if (NeedsQuotes(field) || (first && field.Length == 0))
            line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            line.Append(field);
    }

    private static bool NeedsQuotes(string field) =>
        field.Length > 0 && (char.IsWhiteSpace(field[0]) || field == "\\." || field.AsSpan().ContainsAny(",\"\r\n"));
}
