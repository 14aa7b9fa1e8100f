namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A finding of a build check.</summary>
/// <param name="Vertex">The digest of the vertex it belongs to.</param>
/// <param name="Short">The finding in one line, beginning with the name of the check.</param>
internal sealed record VertexWarning(string Vertex, string Short)
{
    /// <summary>The explanation, one line each.</summary>
    public IReadOnlyList<string> Detail { get; init; } = [];

    /// <summary>The URL of the documentation; <c>null</c> if BuildKit provides none.</summary>
    public string? Url { get; init; }

    /// <summary>The name of the Dockerfile; <c>null</c> if the finding has no place.</summary>
    public string? File { get; init; }

    /// <summary>The first line of the finding, from 1; <c>null</c> if it has no place.</summary>
    public int? Line { get; init; }

    /// <summary>The finding and its place, in one line: <c>Dockerfile:3: JSONArgsRecommended: …</c>.</summary>
    public string Message => File is null ? Short : Line is null ? $"{File}: {Short}" : $"{File}:{Line}: {Short}";
}
