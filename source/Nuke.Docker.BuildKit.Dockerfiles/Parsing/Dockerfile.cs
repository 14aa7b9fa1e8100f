using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A Dockerfile as BuildKit reads it, with the position of each part, so that edits leave the other parts unchanged.</summary>
public sealed partial record Dockerfile
{
    /// <summary>The path of the file, as given.</summary>
    public required string Path { get; init; }

    /// <summary>The whole text, including line breaks and a byte order mark.</summary>
    public required string Text { get; init; }

    /// <summary>The directives <c># syntax=</c>, <c># escape=</c> and <c># check=</c>.</summary>
    internal IReadOnlyList<ParserDirective> Directives { get; init; } = [];

    /// <summary>The options of <c># check=</c>. BuildKit reads them up to the first space: <c>skip=a, b</c> is read as <c>skip=a</c>.</summary>
    internal IReadOnlyList<string> CheckOptions =>
        Directives.FirstOrDefault(directive => directive.Name == "check")?.Value.Split(' ')[0] is { Length: > 0 } options
            ? options.Split(';', 3, StringSplitOptions.TrimEntries)
            : [];

    /// <summary>The character that continues a line and escapes the next character: a backslash, or a backtick after <c># escape=`</c>.</summary>
    internal char EscapeCharacter { get; init; } = '\\';

    /// <summary>All comments except directives, including those in continued lines.</summary>
    internal IReadOnlyList<DockerfileComment> Comments { get; init; } = [];

    /// <summary>All instructions in order, including <c>FROM</c>.</summary>
    internal IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>The <c>ARG</c> instructions before the first <c>FROM</c>.</summary>
    internal IReadOnlyList<ArgInstruction> GlobalArgs { get; init; } = [];

    /// <summary>The stages in order; at least one.</summary>
    internal IReadOnlyList<DockerfileStage> Stages { get; init; } = [];

    /// <summary>
    /// The problems for which a build of all stages fails before its first step. BuildKit reports the first one. A build of one stage may not need the
    /// stage concerned.
    /// </summary>
    internal IReadOnlyList<DockerfileProblem> Problems { get; init; } = [];

    /// <summary>The numbers of empty lines in continued instructions, from 1. BuildKit warns about them.</summary>
    internal IReadOnlyList<int> EmptyContinuations { get; init; } = [];

    /// <summary>The line break, taken from the first line.</summary>
    internal string NewLine => Text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && Text[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Returns the stage with a name or number; <c>null</c> if it does not exist.</summary>
    /// <param name="name">The name, in any case, or the number.</param>
    [Pure]
    internal DockerfileStage? Stage(string name) =>
        int.TryParse(name, out var index)
            ? Stages.ElementAtOrDefault(index)
            : Stages.LastOrDefault(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the text of a span.</summary>
    [Pure]
    internal string TextOf(SourceSpan span) => Text.Substring(span.Start, span.Length);
}
