namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A build check that found something.</summary>
/// <param name="Vertex">The digest of the vertex it belongs to.</param>
/// <param name="Short">The finding in one line, led by the check's name.</param>
public sealed record VertexWarning(string Vertex, string Short)
{
    /// <summary>Explanations, a line each.</summary>
    public IReadOnlyList<string> Detail { get; init; } = [];

    /// <summary>Where the check is documented; null where BuildKit gives no address.</summary>
    public string? Url { get; init; }

    /// <summary>The Dockerfile's name; null where the finding has no place.</summary>
    public string? File { get; init; }

    /// <summary>First line of the finding, from 1; null where it has no place.</summary>
    public int? Line { get; init; }

    /// <summary>The finding with its place, in one line: <c>Dockerfile:3: JSONArgsRecommended: …</c>.</summary>
    public string Message => File is null ? Short : Line is null ? $"{File}: {Short}" : $"{File}:{Line}: {Short}";
}
