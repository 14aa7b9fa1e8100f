namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// The final message of buildx for a build that failed: <c>ERROR: failed to build: failed to solve: …</c>, for a bake
/// <c>ERROR: target api: failed to solve: …</c>.
/// </summary>
internal static class FinalMessage
{
    private const string Error = "ERROR: ";
    private const string Target = "target ";

    /// <summary>Finds the line; <c>null</c> if there is none.</summary>
    public static string? Find(IReadOnlyList<string> lines) => lines.LastOrDefault(line => line.StartsWith(Error, StringComparison.Ordinal));

    /// <summary>Returns the target of a bake that the message names; <c>null</c> if it names none.</summary>
    public static string? TargetOf(IReadOnlyList<string> lines) =>
        Find(lines) is { } line && SplitTarget(line[Error.Length..]) is (var target, _) ? target : null;

    /// <summary>Removes the prefixes of a message.</summary>
    public static string Bare(string line)
    {
        var text = Without(line, Error);
        return Without(Without(SplitTarget(text)?.Message ?? text, "failed to build: "), "failed to solve: ");
    }

    private static string Without(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static (string Target, string Message)? SplitTarget(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        // The name of a target contains no space.
        return text.StartsWith(Target, StringComparison.Ordinal) && colon > 0 && text.IndexOf(' ', Target.Length) > colon
            ? (text[Target.Length..colon], text[(colon + 2)..])
            : null;
    }
}
