namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>Reads plain values from compose's <c>.env</c> file. compose itself reads the file again.</summary>
internal static class EnvironmentFile
{
    public static Dictionary<string, string> Read(string path)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            var text = line.Trim();
            if (text.StartsWith("export ", StringComparison.Ordinal))
                text = text["export ".Length..].TrimStart();
            if (text.Length == 0 || text[0] == '#' || text.IndexOf('=', StringComparison.Ordinal) is not (var equals and > 0))
                continue;

            variables[text[..equals].TrimEnd()] = Value(text[(equals + 1)..].Trim());
        }

        return variables;
    }

    private static string Value(string text)
    {
        if (text.Length > 1 && text[0] is '"' or '\'' && text.IndexOf(text[0], 1) is var end and > 0)
            return text[1..end];
        return text.IndexOf(" #", StringComparison.Ordinal) is var comment and >= 0 ? text[..comment].TrimEnd() : text;
    }
}
