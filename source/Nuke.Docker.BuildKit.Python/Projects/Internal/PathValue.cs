using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Evaluates expressions that build a path from strings and variables of one file: <c>BASE_DIR / "data" / NAME</c>.</summary>
internal static class PathValue
{
    private const int MaximumDepth = 5;

    // Functions whose first string is the name of a variable, not a part of the path.
    private static readonly HashSet<string> s_environment = new(StringComparer.Ordinal) { "getenv", "get", "env", "config", "str" };

    /// <returns>The path, relative to the project unless it is absolute; null: not known.</returns>
    public static string? Of(PythonSource source, IEnumerable<PythonToken> expression) => Of(source, [.. expression.Take(60)], 0);

    private static string? Of(PythonSource source, IReadOnlyList<PythonToken> tokens, int depth)
    {
        // os.path.dirname(DATABASE), DATABASE.parent: the folder of a path that is not that of this file.
        if (!tokens.Any(token => token is { Kind: PythonTokenKind.Name, Value: "__file__" }) && depth < MaximumDepth && Inner(tokens) is { } inner)
            return Of(source, inner, depth + 1) is { } path ? Climb(path, 1) : null;
        List<string> parts = [];
        if (tokens.Any(token => token is { Kind: PythonTokenKind.Name, Value: "__file__" }))
            parts.Add(Climb(source.Path, Steps(tokens)));
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1].Value : "";
            if (tokens[i].Kind == PythonTokenKind.Text)
            {
                if (IsVariableName(tokens, i))
                    continue;
                if (Filled(source, tokens[i].Value, depth) is not { } text)
                    return null;
                // dirname(__file__) + "/data" is one path, and no absolute one.
                if (i > 0 && tokens[i - 1].Value == "+" && parts.Count > 0)
                    parts[^1] = parts[^1].Length == 0 ? text.TrimStart('/') : parts[^1] + text;
                else
                    parts.Add(text);
            }
            else if (tokens[i].Kind == PythonTokenKind.Name && next is not ("(" or "." or "=") && (i == 0 || tokens[i - 1].Value != ".")
                && Variable(source, tokens[i].Value, depth) is { } value)
                parts.Add(value);
        }

        if (parts.Count == 0)
            return null;
        var absolute = parts.FindLastIndex(part => part.StartsWith('/'));
        return string.Join('/', parts.Skip(Math.Max(0, absolute)).Where(part => part.Length > 0));
    }

    private static IReadOnlyList<PythonToken>? Inner(IReadOnlyList<PythonToken> tokens)
    {
        var start = tokens is [{ Value: "os" }, { Value: "." }, { Value: "path" }, { Value: "." }, ..] ? 4 : 0;
        if (tokens.Count > start + 3 && tokens[start].Value == "dirname" && tokens[start + 1].Value == "(" && tokens[^1].Value == ")")
            return [.. tokens.Take(tokens.Count - 1).Skip(start + 2)];
        return tokens is [{ Kind: PythonTokenKind.Name }, { Value: "." }, { Value: "parent" }] ? [tokens[0]] : null;
    }

    private static string? Variable(PythonSource source, string name, int depth) =>
        depth < MaximumDepth && source.Constants.TryGetValue(name, out var value) ? Of(source, value, depth + 1) : null;

    private static bool IsVariableName(IReadOnlyList<PythonToken> tokens, int index) =>
        index >= 2 && tokens[index - 1].Value is "(" or "[" && tokens[index - 2] is { Kind: PythonTokenKind.Name, Value: var function }
            && (s_environment.Contains(function) || function == "environ");

    /// <summary>An f-string whose variables are known: <c>f"{BASE}/data"</c>.</summary>
    private static string? Filled(PythonSource source, string text, int depth)
    {
        while (text.IndexOf('{') is >= 0 and var open)
        {
            var close = text.IndexOf('}', open);
            if (close < 0 || Variable(source, text[(open + 1)..close], depth) is not { } value || value.Contains('{'))
                return null;
            text = $"{text[..open]}{value}{text[(close + 1)..]}";
        }

        return text;
    }

    /// <summary>The number of folders that .parent, dirname and parents[n] go up.</summary>
    private static int Steps(IReadOnlyList<PythonToken> tokens)
    {
        var steps = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Value is "parent" or "dirname")
                steps++;
            else if (tokens[i].Value == "parents" && i + 2 < tokens.Count
                && int.TryParse(tokens[i + 2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                steps += index + 1;
        }

        return steps;
    }

    private static string Climb(string path, int steps)
    {
        for (; steps > 0 && path.Length > 0; steps--)
            path = ProjectFiles.DirectoryOf(path);
        return path;
    }
}
