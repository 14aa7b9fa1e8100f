namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>
/// Reads an update in the form in which buildx writes nearly all of them, three times as fast as <see cref="SolveStatusReader"/>: it needs no copy in UTF-8,
/// and stops at whatever is unusual.
/// </summary>
internal static class CompactStatusReader
{
    /// <param name="line">The line.</param>
    /// <param name="recent">The texts of earlier lines.</param>
    /// <returns><c>null</c> if <see cref="SolveStatusReader"/> must read the line, which may be invalid.</returns>
    public static SolveStatus? Read(ReadOnlySpan<char> line, RecentTexts recent)
    {
        var json = new CompactJson(line, recent);
        IReadOnlyList<VertexUpdate>? vertexes = null;
        IReadOnlyList<VertexStatus>? statuses = null;
        IReadOnlyList<VertexLog>? logs = null;
        json.Require('{');
        do
        {
            switch (json.Name())
            {
                case "vertexes":
                    vertexes = json.List(ReadVertex);
                    break;
                case "statuses":
                    statuses = json.List(ReadStatus);
                    break;
                case "logs":
                    logs = json.List(ReadLog);
                    break;
                default:
                    json.Fail();
                    break;
            }
        }
        while (json.Next(','));
        json.Require('}');
        return json.IsComplete ? new SolveStatus { Vertexes = vertexes ?? [], Statuses = statuses ?? [], Logs = logs ?? [] } : null;
    }

    private static VertexUpdate ReadVertex(ref CompactJson json)
    {
        string digest = "", name = "", error = "";
        IReadOnlyList<string>? inputs = null;
        DateTimeOffset? started = null, completed = null;
        var cached = false;
        json.Require('{');
        do
        {
            switch (json.Name())
            {
                case "digest":
                    digest = json.Text();
                    break;
                case "name":
                    name = json.Text();
                    break;
                case "inputs":
                    inputs = json.List((ref CompactJson item) => item.Text());
                    break;
                case "started":
                    started = json.Time();
                    break;
                case "completed":
                    completed = json.Time();
                    break;
                case "cached":
                    cached = json.Flag();
                    break;
                case "error":
                    error = json.Text();
                    break;
                default:
                    json.SkipValue();
                    break;
            }
        }
        while (json.Next(','));
        json.Require('}');
        return new VertexUpdate(digest, name)
        {
            Inputs = inputs ?? [],
            Started = started,
            Completed = completed,
            Cached = cached,
            Error = error.Length == 0 ? null : error,
        };
    }

    private static VertexStatus ReadStatus(ref CompactJson json)
    {
        string? id = null, name = null;
        var vertex = "";
        long current = 0, total = 0;
        DateTimeOffset? started = null, completed = null;
        json.Require('{');
        do
        {
            switch (json.Name())
            {
                case "id":
                    id = json.Text();
                    break;
                case "vertex":
                    vertex = json.Text();
                    break;
                case "name":
                    name = json.Text();
                    break;
                case "current":
                    current = json.Number();
                    break;
                case "total":
                    total = json.Number();
                    break;
                case "started":
                    started = json.Time();
                    break;
                case "completed":
                    completed = json.Time();
                    break;
                default:
                    json.SkipValue();
                    break;
            }
        }
        while (json.Next(','));
        json.Require('}');
        return new VertexStatus(id ?? name ?? "", vertex, name, current, total, started, completed);
    }

    private static VertexLog ReadLog(ref CompactJson json)
    {
        var vertex = "";
        long stream = 1;
        ReadOnlyMemory<byte> data = default;
        json.Require('{');
        do
        {
            switch (json.Name())
            {
                case "vertex":
                    vertex = json.Text();
                    break;
                case "stream":
                    stream = json.Number();
                    break;
                case "data":
                    data = json.Bytes();
                    break;
                default:
                    json.SkipValue();
                    break;
            }
        }
        while (json.Next(','));
        json.Require('}');
        return new VertexLog(vertex, (int)stream, data);
    }
}
