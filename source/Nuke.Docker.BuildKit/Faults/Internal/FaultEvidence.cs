using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>What a failed build left behind, gathered once for all rules.</summary>
internal sealed record FaultEvidence
{
    /// <summary>buildx's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>buildx's final message without its prefixes; where it had none, that of the vertex that failed.</summary>
    public required string Error { get; init; }

    /// <summary>The vertex that failed; null where the build failed before or outside of one.</summary>
    public BuildVertex? Vertex { get; init; }

    /// <summary>A step that was at work when the build ended.</summary>
    public BuildVertex? Running { get; init; }

    /// <summary>The build read a cache that <c>--cache-from</c> names.</summary>
    public bool ImportsCache { get; init; }

    /// <summary>The Dockerfile's place that buildx showed; null where it showed none.</summary>
    public DockerfileExcerpt? Excerpt { get; init; }

    /// <summary>The names of the Dockerfile's stages; empty where nobody told.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Everything but the export of the cache went well.</summary>
    public bool OnlyExportFailed => Vertex is { Name.Kind: VertexKind.CacheExport };

    /// <summary>Both messages: the final one often lacks what the vertex says, and the other way round.</summary>
    public string AllErrors => Vertex?.Error is { } error && error != Error ? $"{Error}\n{error}" : Error;

    public static FaultEvidence Gather(BuildGraph graph, int exitCode, IReadOnlyList<string> text, IReadOnlyList<string> stages)
    {
        var vertex = graph.FirstFailure;
        var final = FinalMessage.Find(text);
        return new FaultEvidence
        {
            ExitCode = exitCode,
            Error = final is not null ? FinalMessage.Bare(final) : vertex?.Error ?? text.LastOrDefault(line => line.Trim().Length > 0) ?? "",
            Vertex = vertex,
            Running = graph.Steps.FirstOrDefault(step => step.Outcome is VertexOutcome.Running or VertexOutcome.Canceled),
            ImportsCache = graph.Vertexes.Any(candidate => candidate.Name.Kind == VertexKind.CacheImport),
            Excerpt = DockerfileExcerpt.Find(text),
            Stages = stages,
        };
    }

    /// <summary>Whether BuildKit says so. The command of a failed step stands in its message as well, and may say anything.</summary>
    public bool Says(string words)
    {
        var text = AllErrors;
        for (var start = 0; (start = text.IndexOf(words, start, StringComparison.OrdinalIgnoreCase)) >= 0; start++)
        {
            if (!IsWithinCommand(text, start))
                return true;
        }
        return false;
    }

    public bool SaysAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Says(word))
                return true;
        }
        return false;
    }

    /// <summary>The text between two others in one of the messages; null where they don't stand there.</summary>
    public string? Between(string before, string after)
    {
        var text = AllErrors;
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }

    private static bool IsWithinCommand(string text, int place)
    {
        var end = text.IndexOf("\" did not complete successfully", place, StringComparison.Ordinal);
        var begin = end < 0 ? -1 : text.LastIndexOf("process \"", place, StringComparison.Ordinal);
        // The end of a command further up, between the two, would close it before.
        return begin >= 0 && text.IndexOf("\" did not complete successfully", begin, StringComparison.Ordinal) == end;
    }
}
