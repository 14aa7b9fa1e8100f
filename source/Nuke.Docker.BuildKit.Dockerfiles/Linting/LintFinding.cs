using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>A finding of a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The path of the Dockerfile or the ignore file, as given.</param>
/// <param name="Lines">The lines concerned; <c>null</c> for the whole file.</param>
/// <param name="Message">The problem and its solution.</param>
public sealed record LintFinding(LintRule Rule, string Path, DockerfileLines? Lines, string Message)
{
    /// <summary>The problem and its solution. Values that look like credentials are redacted.</summary>
    public string Message { get; init; } = CredentialShapes.Redact(Message);

    /// <summary>The position in <see cref="Lines"/>; <c>null</c> if only the lines are known.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>The reason given by the comment that suppresses it; <c>null</c> if it is not suppressed.</summary>
    public string? Suppressed { get; init; }

    /// <summary>Returns the finding in the format of compilers, which terminals and editors recognize as a link.</summary>
    public override string ToString() =>
        $"{Path}{(Lines is null ? "" : $":{Lines.First}")}{(Span is { } span ? $":{span.Column}" : "")}: "
        + $"{Rule.Severity.ToString().ToLowerInvariant()} {Rule.Id} {Message}";
}
