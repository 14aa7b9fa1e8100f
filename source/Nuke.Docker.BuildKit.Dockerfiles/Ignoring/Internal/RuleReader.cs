namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Reads one line in the two steps that BuildKit takes: the frontend's, then that of the client that walks the folder.</summary>
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
        // The client cleans again, the "!" included, before it takes the "!" off.
        var pattern = GoPath.Clean(sent.Trim());
        var keeps = pattern[0] == '!';
        if (keeps)
            pattern = pattern[1..];
        if (pattern.Length == 0)
            throw new DockerignoreException(file, number, "'!' stands alone; BuildKit refuses the build", "Say what is to be kept, as in !README.md, or remove the line");
        if (GlobSyntax.Error(pattern) is { } error)
            throw new DockerignoreException(file, number, $"'{written}' is no pattern: {error}; BuildKit refuses the build", "Put a backslash before a character that is meant as itself");
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
