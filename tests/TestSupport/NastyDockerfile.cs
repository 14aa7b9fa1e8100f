using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace TestSupport;

/// <param name="Text">The Dockerfile.</param>
/// <param name="Line">The line that BuildKit refuses, 0 where it names none; null where it accepts all of it.</param>
internal sealed record NastyDockerfile(string Text, int? Line)
{
    // BuildKit counts from 0 if a directive is wrong, and reports the line before one that is too long.
    public bool IsCountedOtherwise => Text.TrimStart('\uFEFF', '\n').StartsWith('#') || Text.Length is 1 or > 30000;

    /// <summary>Null if our parser accepts it and a build of all stages would start.</summary>
    public static string? Verdict(string text) => Refusal(text)?.Message;

    public static int? RefusedLine(string text) => Refusal(text)?.Line;

    public override string ToString() => Text.Length > 200
        ? $"{Text[..40]}... ({Text.Length})"
        : Text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static (string Message, int Line)? Refusal(string text)
    {
        try
        {
            var problem = Dockerfile.Parse(text) is { Problems: [var first, ..] } ? first : null;
            return problem is null ? null : (problem.ToString(), problem.Lines?.First ?? 0);
        }
        catch (DockerfileParseException exception)
        {
            return (exception.Message, exception.Line);
        }
    }
}
