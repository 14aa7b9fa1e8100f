using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>The output of a failed build, collected once for all rules.</summary>
internal sealed record FaultEvidence
{
    /// <summary>The exit code of buildx.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The final message of buildx without its prefixes; if there is none, the message of the vertex that failed.</summary>
    public required string Error { get; init; }

    /// <summary>The vertex that failed; <c>null</c> if the build failed outside any vertex.</summary>
    public BuildVertex? Vertex { get; init; }

    /// <summary>A step that was running when the build ended; <c>null</c> if there was none.</summary>
    public BuildVertex? Running { get; init; }

    /// <summary>The build read a cache of <c>--cache-from</c>.</summary>
    public bool ImportsCache { get; init; }

    /// <summary>The excerpt of the Dockerfile that buildx printed; <c>null</c> if it printed none.</summary>
    public DockerfileExcerpt? Excerpt { get; init; }

    /// <summary>The names of the stages; empty if they are not known.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Only the cache export failed.</summary>
    public bool OnlyExportFailed => Vertex is { Name.Kind: VertexKind.CacheExport };

    /// <summary>The final message and the message of the vertex. Each may lack details of the other.</summary>
    public string AllErrors => Vertex?.Error is { } error && error != Error ? $"{Error}\n{error}" : Error;

    public static FaultEvidence Gather(BuildGraph graph, int exitCode, IReadOnlyList<string> text, IReadOnlyList<string> stages)
    {
        var final = FinalMessage.Find(text);
        // Of several steps that failed at once, buildx reports one, with its excerpt.
        var vertex = final is null ? graph.FirstFailure
            : graph.Vertexes.FirstOrDefault(candidate => candidate.Error is { Length: > 0 } error && final.Contains(error, StringComparison.Ordinal))
                ?? graph.FirstFailure;
        return new FaultEvidence
        {
            ExitCode = exitCode,
            Error = final is not null
                ? FinalMessage.Bare(final)
                : vertex?.Error ?? text.LastOrDefault(line => line.Trim().Length > 0) ?? "",
            Vertex = vertex,
            Running = graph.Steps.FirstOrDefault(step => step.Outcome is VertexOutcome.Running or VertexOutcome.Canceled),
            ImportsCache = graph.Vertexes.Any(candidate => candidate.Name.Kind == VertexKind.CacheImport),
            Excerpt = DockerfileExcerpt.Find(text),
            Stages = stages,
        };
    }

    /// <summary>Determines whether a message contains these words. The command of a failed step, which the message repeats, is ignored.</summary>
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

    /// <summary>Returns the text between two others in the messages; <c>null</c> if the messages don't contain them.</summary>
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

    private static bool IsWithinCommand(string text, int position)
    {
        var end = text.IndexOf("\" did not complete successfully", position, StringComparison.Ordinal);
        var begin = end < 0 ? -1 : text.LastIndexOf("process \"", position, StringComparison.Ordinal);
        // An earlier end of a command, between the two, closes the command before this place.
        return begin >= 0 && text.IndexOf("\" did not complete successfully", begin, StringComparison.Ordinal) == end;
    }
}
