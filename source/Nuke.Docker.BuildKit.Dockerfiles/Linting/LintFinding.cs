using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>Something that a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The Dockerfile, as it was named.</param>
/// <param name="Lines">Where; null where it is about the whole file.</param>
/// <param name="Message">What is wrong here.</param>
public sealed record LintFinding(LintRule Rule, string Path, DockerfileLines? Lines, string Message)
{
    /// <summary>The place within <see cref="Lines"/>; null where only the lines are known.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>The reason that a comment gives for letting it pass; null where none does.</summary>
    public string? Suppressed { get; init; }

    /// <summary>One line, as compilers write it, so that terminals and editors make a link of it.</summary>
    public override string ToString() =>
        $"{Path}{(Lines is null ? "" : $":{Lines.First}")}{(Span is { } span ? $":{span.Column}" : "")}: {Rule.Severity.ToString().ToLowerInvariant()} {Rule.Id} {Message}";
}
