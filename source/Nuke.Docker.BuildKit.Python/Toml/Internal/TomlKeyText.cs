namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>A key as it would be written, for messages.</summary>
internal static class TomlKeyText
{
    public static string Of(string key) => key.Length > 0 && key.All(IsBare) ? key : $"\"{key.ReplaceLineEndings("\\n")}\"";

    public static bool IsBare(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
