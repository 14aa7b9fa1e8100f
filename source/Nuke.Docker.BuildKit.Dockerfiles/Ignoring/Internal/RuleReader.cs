namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Reads a line in two steps as BuildKit does: in the frontend, and in the client that walks the context.</summary>
internal static class RuleReader
{
    public static DockerignoreRule? Read(ReadOnlySpan<char> line, int number, string? file)
    {
        if (line.StartsWith('#'))
            return null;
        var text = line.Trim();
        if (text.IsEmpty)
            return null;

        var written = text.ToString();
        var sent = Sent(text);
        if (string.IsNullOrWhiteSpace(sent))
            return null;
        // The client cleans the pattern again, including the "!", before it removes the "!".
        var pattern = GoPath.Clean(sent.Trim());
        var keeps = pattern[0] == '!';
        if (keeps)
            pattern = pattern[1..];
        if (pattern.Length == 0)
            throw new DockerignoreException(file, number, "'!' has no pattern; BuildKit fails the build", "Add one, as in !README.md, or remove the line");
        if (GlobSyntax.Error(pattern) is { } error)
        {
            var problem = $"'{written}' is not a valid pattern: {error}; BuildKit fails the build";
            throw new DockerignoreException(file, number, problem, "Put a backslash before a literal special character");
        }

        return new DockerignoreRule(written, pattern, keeps, number);
    }

    private static string Sent(ReadOnlySpan<char> text)
    {
        var keeps = text[0] == '!';
        var rest = keeps ? text[1..].Trim() : text;
        if (rest.IsEmpty)
            return "!";

        var pattern = GoPath.Clean(rest.ToString());
        if (pattern.Length > 1 && pattern[0] == '/')
            pattern = pattern[1..];
        return keeps ? $"!{pattern}" : pattern;
    }
}
