using System.Text;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>Texts as YAML writes them.</summary>
internal static class YamlText
{
    /// <summary>Likewise in a compose file, where a dollar sign begins a variable.</summary>
    public static string Literal(string value) => Quote(value.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>In double quotes, which hold any text and are never taken for a number, a date or a boolean.</summary>
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
