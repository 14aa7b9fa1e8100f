using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Writes strings as YAML scalars.</summary>
internal static class YamlText
{
    /// <summary>Writes a string without quotes if YAML cannot read it as a number, a boolean, a time or an indicator.</summary>
    public static string Scalar(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] is '.' or '/')
        && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '/' or '-' or '_' or '=' or ',')
        && value.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n" or ".inf" or ".nan")
            ? value
            : Quote(value);

    /// <summary>Writes a string in double quotes for a compose file, in which a dollar sign begins a variable.</summary>
    public static string Literal(string value) => Quote(value.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>Writes a string in double quotes, which can hold any text.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
                text.Append('\\').Append(character);
            else if (char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF')
                text.Append($"\\u{(int)character:x4}");
            else
                text.Append(character);
        }

        return text.Append('"').ToString();
    }
}
