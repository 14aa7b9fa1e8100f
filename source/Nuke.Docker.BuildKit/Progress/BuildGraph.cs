using System.Diagnostics.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// Merges the updates of one build. BuildKit repeats a vertex whenever it changes. Not thread-safe.
/// </summary>
/// <param name="redact">
/// Redacts secrets in names, messages and output before anything is stored: a step may print a secret, and BuildKit puts build arguments into the
/// names of COPY steps. <c>null</c> if there are no secrets.
/// </param>
internal sealed partial class BuildGraph(Func<string, string>? redact = null)
{
    // The memory must not grow with the length of the build. The first lines are warnings, the last ones the error.
    private const int FirstTextLines = 100;
    private const int MostTextLines = 2000;
    private const int MostWarnings = 1000;

    private readonly Dictionary<string, BuildVertex> _byDigest = new(StringComparer.Ordinal);
    private readonly List<BuildVertex> _vertexes = [];
    private readonly List<VertexWarning> _warnings = [];
    private readonly List<string> _textLines = [];

    /// <summary>The vertexes in the order in which BuildKit first named them, which begins with the last step.</summary>
    public IReadOnlyList<BuildVertex> Vertexes => _vertexes;

    /// <summary>Findings of the build checks, in the order in which BuildKit read the Dockerfile.</summary>
    public IReadOnlyList<VertexWarning> Warnings => _warnings;

    /// <summary>Plain lines between the updates: warnings, excerpts and the final error of buildx. Of many, the first and the last ones.</summary>
    public IReadOnlyList<string> TextLines => _textLines;

    /// <summary>The number of lines that began as JSON and could not be read as an update.</summary>
    public int UnknownLines { get; private set; }

    /// <summary>Adds an event.</summary>
    public void Add(ProgressEvent progressEvent) => Add(progressEvent, onLine: null);

    public BuildVertex? Find(string digest) => _byDigest.GetValueOrDefault(digest);

    /// <param name="progressEvent">The event.</param>
    /// <param name="onLine">Called for each output line as soon as it is complete.</param>
    public void Add(ProgressEvent progressEvent, Action<BuildVertex, string>? onLine)
    {
        switch (progressEvent)
        {
            case SolveStatus status:
                Apply(status, onLine);
                break;
            case TextLine line:
                if (_textLines.Count == MostTextLines)
                    _textLines.RemoveRange(FirstTextLines, MostTextLines / 2);
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
        foreach (var warning in status.Warnings.Take(MostWarnings - _warnings.Count))
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
