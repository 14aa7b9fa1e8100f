namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class TextTail
{
    public static string Of(string text, int lines) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines));

    public static string OfFile(string path, int lines)
    {
        try
        {
            return Of(File.ReadAllText(path), lines);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"({path} cannot be read: {exception.Message})";
        }
    }
}
