namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>A project file isn't one that MSBuild takes.</summary>
public sealed class ProjectFileException : Exception
{
    internal ProjectFileException(string path, int line, string message, Exception? inner = null)
        : base(line > 0 ? $"{path}({line}): {message}" : $"{path}: {message}", inner) =>
        (Path, Line) = (path, line);

    /// <summary>The file that the error is in: the project, or one that it imports.</summary>
    public string Path { get; }

    /// <summary>The line, from 1; 0: the file as a whole.</summary>
    public int Line { get; }
}
