namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A location in a project's files.</summary>
/// <param name="File">Relative to the project's folder, with <c>/</c>.</param>
/// <param name="Line">From 1; null: the file as a whole.</param>
public sealed record SourceLocation(string File, int? Line = null)
{
    /// <summary><c>pyproject.toml:12</c>.</summary>
    public override string ToString() => Line is { } line ? $"{File}:{line}" : File;
}
