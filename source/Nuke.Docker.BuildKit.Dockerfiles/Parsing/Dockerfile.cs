using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A Dockerfile as BuildKit reads it, each piece with its place in the text, so that a change of one leaves the others as they are.</summary>
public sealed partial record Dockerfile
{
    /// <summary>The file, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>All of it, line ends and a byte order mark included.</summary>
    public required string Text { get; init; }

    /// <summary><c># syntax=</c>, <c># escape=</c> and <c># check=</c>.</summary>
    public IReadOnlyList<ParserDirective> Directives { get; init; } = [];

    /// <summary>The options of <c># check=</c>. BuildKit reads them up to the first space: of <c>skip=a, b</c> that is <c>skip=a</c>.</summary>
    internal IReadOnlyList<string> CheckOptions =>
        Directives.FirstOrDefault(directive => directive.Name == "check")?.Value.Split(' ')[0] is { Length: > 0 } options ? options.Split(';', 3, StringSplitOptions.TrimEntries) : [];

    /// <summary>What continues a line and takes its meaning off a character: a backslash, or a backtick by <c># escape=`</c>.</summary>
    public char EscapeCharacter { get; init; } = '\\';

    /// <summary>All comments but directives, those within continued lines included.</summary>
    public IReadOnlyList<DockerfileComment> Comments { get; init; } = [];

    /// <summary>All of them in order, <c>FROM</c> included.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary><c>ARG</c> before the first <c>FROM</c>.</summary>
    public IReadOnlyList<ArgInstruction> GlobalArgs { get; init; } = [];

    /// <summary>In order; at least one.</summary>
    public IReadOnlyList<DockerfileStage> Stages { get; init; } = [];

    /// <summary>Why a build of all stages would fail before its first step; the first is the one that BuildKit tells. A build of one stage may do without the stage concerned.</summary>
    public IReadOnlyList<DockerfileProblem> Problems { get; init; } = [];

    /// <summary>Lines of nothing within a continued instruction, from 1; BuildKit warns of them.</summary>
    public IReadOnlyList<int> EmptyContinuations { get; init; } = [];

    /// <summary>What ends its lines: the first line's end.</summary>
    public string NewLine => Text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && Text[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>The stage of a name or number; null where there is none.</summary>
    /// <param name="name">In any case.</param>
    [Pure]
    public DockerfileStage? Stage(string name) =>
        int.TryParse(name, out var index)
            ? Stages.ElementAtOrDefault(index)
            : Stages.LastOrDefault(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a piece.</summary>
    [Pure]
    public string TextOf(SourceSpan span) => Text.Substring(span.Start, span.Length);
}
