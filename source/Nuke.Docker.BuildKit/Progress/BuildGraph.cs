using System.Diagnostics.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// All that the updates of one build say, merged: a vertex repeats whenever it changes. Not safe for several threads at once.
/// </summary>
/// <param name="redact">
/// Hides secrets in names, messages and output, before anything is kept: a step may print a secret, and BuildKit puts build arguments
/// into the names of COPY steps. Null means that there are none.
/// </param>
public sealed partial class BuildGraph(Func<string, string>? redact = null)
{
    private readonly Dictionary<string, BuildVertex> _byDigest = new(StringComparer.Ordinal);
    private readonly List<BuildVertex> _vertexes = [];
    private readonly List<VertexWarning> _warnings = [];
    private readonly List<string> _textLines = [];

    /// <summary>In the order in which BuildKit named them first, which begins with a build's last step.</summary>
    public IReadOnlyList<BuildVertex> Vertexes => _vertexes;

    /// <summary>Build checks that found something, in the order of the Dockerfile's reading.</summary>
    public IReadOnlyList<VertexWarning> Warnings => _warnings;

    /// <summary>Plain lines between the updates: buildx's warnings, excerpts, its final error.</summary>
    public IReadOnlyList<string> TextLines => _textLines;

    /// <summary>Lines that began as JSON and could not be read as an update.</summary>
    public int UnknownLines { get; private set; }

    /// <summary>Takes in one event.</summary>
    public void Add(ProgressEvent progressEvent) => Add(progressEvent, onLine: null);

    internal BuildVertex? Find(string digest) => _byDigest.GetValueOrDefault(digest);

    /// <param name="progressEvent">What to take in.</param>
    /// <param name="onLine">Gets each line of output as soon as it is whole.</param>
    internal void Add(ProgressEvent progressEvent, Action<BuildVertex, string>? onLine)
    {
        ArgumentNullException.ThrowIfNull(progressEvent);
        switch (progressEvent)
        {
            case SolveStatus status:
                Apply(status, onLine);
                break;
            case TextLine line:
                _textLines.Add(Redact(line.Text));
                break;
            case UnknownLine:
                UnknownLines++;
                break;
        }
    }

    [return: NotNullIfNotNull(nameof(text))]
    private string? Redact(string? text) => text is null || redact is null ? text : redact(text);

    private void Apply(SolveStatus status, Action<BuildVertex, string>? onLine)
    {
        foreach (var log in status.Logs)
        {
            if (_byDigest.TryGetValue(log.Vertex, out var vertex))
                vertex.Apply(log, redact, onLine is null ? null : line => onLine(vertex, line));
        }
        foreach (var update in status.Vertexes)
            Apply(redact is null ? update : update with { Name = Redact(update.Name), Error = Redact(update.Error) }, onLine);
        foreach (var part in status.Statuses)
        {
            if (_byDigest.TryGetValue(part.Vertex, out var vertex))
                vertex.Apply(part);
        }
        foreach (var warning in status.Warnings)
            _warnings.Add(redact is null ? warning : warning with { Short = Redact(warning.Short) });
    }

    private void Apply(VertexUpdate update, Action<BuildVertex, string>? onLine)
    {
        if (_byDigest.TryGetValue(update.Digest, out var vertex))
            vertex.Apply(update);
        else
            _vertexes.Add(_byDigest[update.Digest] = vertex = new BuildVertex(update));
        if (update.Completed is not null)
            vertex.EndLog(onLine is null ? null : line => onLine(vertex, line));
    }
}
