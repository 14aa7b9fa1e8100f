namespace Nuke.Docker.BuildKit.Progress;

/// <summary>buildx's last word on a build that failed: <c>ERROR: failed to build: failed to solve: …</c>, in a bake <c>ERROR: target api: failed to solve: …</c>.</summary>
internal static class FinalMessage
{
    private const string Error = "ERROR: ";
    private const string Target = "target ";

    /// <summary>The line, whole; null where there is none.</summary>
    public static string? Find(IReadOnlyList<string> lines) => lines.LastOrDefault(line => line.StartsWith(Error, StringComparison.Ordinal));

    /// <summary>The target of a bake that it names; null where it names none.</summary>
    public static string? TargetOf(IReadOnlyList<string> lines) => Find(lines) is { } line && SplitTarget(line[Error.Length..]) is (var target, _) ? target : null;

    /// <summary>The message without what says where it comes from.</summary>
    public static string Bare(string line)
    {
        var text = Without(line, Error);
        return Without(Without(SplitTarget(text)?.Message ?? text, "failed to build: "), "failed to solve: ");
    }

    private static string Without(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static (string Target, string Message)? SplitTarget(string text) =>
        text.StartsWith(Target, StringComparison.Ordinal) && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && text.IndexOf(' ', Target.Length) > colon
            ? (text[Target.Length..colon], text[(colon + 2)..])
            : null;
}
