using System.Collections.Immutable;
using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Reads a line of comma-separated fields as buildx does: the counterpart of <see cref="CsvWriter"/>.</summary>
internal static class CsvReader
{
    /// <summary>Returns the fields, unquoted. One newline at the end is removed; spaces are significant, as in buildx.</summary>
    /// <param name="line">The value of a flag: <c>type=local,"dest=/a,b"</c>.</param>
    /// <param name="setting">The name of the setting in messages: <c>--cache-to</c>.</param>
    /// <exception cref="InvalidSettingException">
    /// The line is empty, or a quote is misplaced. The message does not contain the line, because it may contain a secret.
    /// </exception>
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
        {
            var problem = $"the quote at column {position + quote + 1} is inside an unquoted field";
            throw new InvalidSettingException(setting, $"{problem}; quote the whole field, including the key, and double inner quotes: \"key=say \"\"hi\"\"\"");
        }

        position += field.Length;
        return field.ToString();
    }

    // Stops at the comma after the field, or at the end of the line.
    private static string Quoted(ReadOnlySpan<char> text, ref int position, string setting)
    {
        var field = new StringBuilder();
        var opened = position++;
        while (true)
        {
            var quote = text[position..].IndexOf('"');
            if (quote < 0)
                throw new InvalidSettingException(setting, $"the quote at column {opened + 1} is not closed; add a closing quote");

            field.Append(text.Slice(position, quote));
            position += quote + 1;
            if (position == text.Length || text[position] == ',')
                return field.ToString();
            if (text[position] != '"')
            {
                var problem = $"the quote at column {position} ends the field, but more text follows";
                throw new InvalidSettingException(setting, $"{problem}; double the quote if it belongs to the value");
            }


            field.Append('"');
            position++;
        }
    }
}
