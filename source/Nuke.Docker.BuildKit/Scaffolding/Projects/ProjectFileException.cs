namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Thrown if MSBuild cannot evaluate a project file.</summary>
public sealed class ProjectFileException : Exception
{
    internal ProjectFileException(string path, int line, string message, Exception? inner = null)
        : base(line > 0 ? $"{path}({line}): {message}" : $"{path}: {message}", inner) =>
        (Path, Line) = (path, line);

    /// <summary>File with the error: the project, or a file that it imports.</summary>
    public string Path { get; }

    /// <summary>Line number, from 1; 0 for the whole file.</summary>
    public int Line { get; }
}
