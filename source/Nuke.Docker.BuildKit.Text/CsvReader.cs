using System.Collections.Immutable;
using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Reads one line of comma-separated fields by the rules of buildx: the counterpart of <see cref="CsvWriter"/>.</summary>
public static class CsvReader
{
    /// <summary>The fields, unquoted. One newline at the end of the line is dropped; blanks count, as they do for buildx.</summary>
    /// <param name="line">What stands after a flag: <c>type=local,"dest=/a,b"</c>.</param>
    /// <param name="setting">Named in errors: <c>--cache-to</c>.</param>
    /// <exception cref="InvalidSettingException">Nothing to read, or a quote where none may stand. The line isn't repeated, because it may hold a secret.</exception>
    public static ImmutableArray<string> Fields(string line, string setting)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line.AsSpan();
        if (text.EndsWith("\n"))
            text = text.EndsWith("\r\n") ? text[..^2] : text[..^1];
        if (text.IsEmpty)
            throw new InvalidSettingException(setting, "must not be empty");

        var fields = ImmutableArray.CreateBuilder<string>();
        var position = 0;
        do
        {
            fields.Add(position < text.Length && text[position] == '"'
                ? Quoted(text, ref position, setting)
                : Bare(text, ref position, setting));
        }
        while (position++ < text.Length);

        return fields.ToImmutable();
    }

    private static string Bare(ReadOnlySpan<char> text, ref int position, string setting)
    {
        var rest = text[position..];
        var comma = rest.IndexOf(',');
        var field = comma < 0 ? rest : rest[..comma];
        var quote = field.IndexOf('"');
        if (quote >= 0)
            throw new InvalidSettingException(setting, $"a quote at column {position + quote + 1} stands inside a field; put the whole field, key included, into quotes and double the quotes within: \"key=say \"\"hi\"\"\"");

        position += field.Length;
        return field.ToString();
    }

    // Ends at the comma behind the field, or at the end of the line.
    private static string Quoted(ReadOnlySpan<char> text, ref int position, string setting)
    {
        var field = new StringBuilder();
        var opened = position++;
        while (true)
        {
            var quote = text[position..].IndexOf('"');
            if (quote < 0)
                throw new InvalidSettingException(setting, $"the quote at column {opened + 1} is never closed");

            field.Append(text.Slice(position, quote));
            position += quote + 1;
            if (position == text.Length || text[position] == ',')
                return field.ToString();
            if (text[position] != '"')
                throw new InvalidSettingException(setting, $"the quote at column {position} ends the field, but more follows; double it if it belongs to the value");

            field.Append('"');
            position++;
        }
    }
}
