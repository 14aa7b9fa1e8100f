using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace IntegrationTests.Dockerfiles;

/// <summary>Verdicts of BuildKit and our parser on one Dockerfile.</summary>
/// <param name="Excuse">The reason why BuildKit gave no verdict on a file that we accept; null if it did.</param>
/// <param name="Difference">The difference between the two, in words; null if they agree.</param>
internal sealed record DockerfileVerdict(string? Excuse, string? Difference)
{
    // Flags of the labs channel, which a stable frontend doesn't know, images that would have to be fetched, and checks that a directive made errors.
    private static readonly string[] s_excuses =
    [
        "lint violation found for rules", "unknown flag: --parents", "unknown flag: --security", "unknown flag: --unpack", "-labs",
        "failed to resolve source metadata", "failed to do request",
    ];

    public static DockerfileVerdict Of(string text, DockerfileCheck theirs)
    {
        var ours = Ours(text);
        if (theirs.Error is { } error && s_excuses.FirstOrDefault(excuse => error.Contains(excuse, StringComparison.Ordinal)) is { } excuse)
            return new(excuse, null);
        if (theirs.Error is null != ours is null)
            return new(null, $"BuildKit says {theirs.Error ?? "nothing"}, we say {ours?.Message ?? "nothing"}");
        // BuildKit counts directives and too long lines from 0; of several bad images, any may be the first.
        return theirs.ErrorLines is not { First: > 0 } lines
            || ours is null
            || ours.Value.Lines.Any(line => line == 0 || (line >= lines.First - 1 && line <= lines.Last + 1))
            ? new(null, null)
            : new(null, $"BuildKit names line {lines.First}, we name {string.Join(", ", ours.Value.Lines)}: {theirs.Error}");
    }

    private static (string Message, int[] Lines)? Ours(string text)
    {
        try
        {
            var problems = Dockerfile.Parse(text).Problems;
            return problems.Count == 0 ? null : (problems[0].Message, [.. problems.Select(problem => problem.Lines?.First ?? 0)]);
        }
        catch (DockerfileParseException exception)
        {
            return (exception.Message, [exception.Line]);
        }
    }
}
